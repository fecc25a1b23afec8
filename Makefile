# An alias list; every target is one command that also works by hand.
SHELL := /bin/bash
JAVA_HOME := $(shell .ci/jdk)
export JAVA_HOME
MVN := mvn -B -ntp
comma := ,
CONTROLLERS := source-controller,kustomize-controller,helm-controller,notification-controller,image-automation-controller

# What make images builds on, where it keeps AOT caches, how it runs Java, what it calls the result, what of Java it takes, and
# how it lists what is inside.
BASE := libc
AOT := target/aot
JAVA_FLAGS := -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.1 -XX:MaxRAMPercentage=70 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED
VERSION := 0.1.0
MODULES := java.se,jdk.unsupported,jdk.management,jdk.naming.dns,jdk.net,jdk.zipfs,jdk.crypto.cryptoki,jdk.security.auth,jdk.httpserver
SBOM := org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom -DoutputFormat=json -DincludeTestScope=false -Dcyclonedx.skipAttach -DincludeBomSerialNumber=false

# How our own programs are run: without warnings of Java and of libraries that concern nobody who runs them.
RUN := "$$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR

# How a benchmark runs that shares the cores with what it measures.
BENCH_FLAGS := -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.1

.DEFAULT_GOAL := help

help: ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

build: ## Compile and package everything, without tests and checks
	$(MVN) -Dquick package

test: ## Unit, conformance, integration and acceptance tests
	$(MVN) verify

conformance: ## Score the engines against the conformance cases (CASES=folder for others)
	$(MVN) -q -Dquick -pl testing/conformance -am package
	@CASES="$(CASES)" .ci/conformance

demo: ## Watch the controllers at work on a real API server (ONCE=1 ends after the story)
	@$(MVN) -q -Dquick package
	@$(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.demo.Demo

bench: ## Suites side by side (WORKLOADS="w1 w5" SIZE=n ROUNDS=n ARMS="jvm; flux"; native and Flux if MILLRACE_BIN and FLUX_BIN name folders)
	@$(MVN) -q -Dquick -pl testing/bench,source-controller,kustomize-controller,helm-controller,notification-controller -am package
	@WORKLOADS="$(WORKLOADS)" SIZE="$(SIZE)" ROUNDS="$(ROUNDS)" ARMS="$(ARMS)" REMARK="$(REMARK)" $(RUN) -cp "testing/bench/target/classes:testing/bench/target/lib/*" dev.millrace.bench.workload.Bench

bench-engines: ## Benchmarks of the engines by JMH (BENCH=regular expression)
	@$(MVN) -q -Dquick -pl testing/bench -am package
	@$(RUN) -cp "testing/bench/target/classes:testing/bench/target/lib/*" org.openjdk.jmh.Main $(BENCH)

bench-helm: ## Many HelmReleases at once (COUNT=100; native and Flux too, where MILLRACE_BIN and FLUX_BIN name folders)
	@$(MVN) -q -Dquick -pl testing/bench,helm-controller -am package
	@$(RUN) $(BENCH_FLAGS) -cp "testing/bench/target/classes:testing/bench/target/lib/*" dev.millrace.bench.release.HelmReleaseLoad $(COUNT)

bench-helm-memory: ## One HelmRelease of MB=10 megabytes beside COUNT=100 small ones in a heap of HEAP=224m
	@$(MVN) -q -Dquick -pl testing/bench,helm-controller -am package
	@$(RUN) -cp "testing/bench/target/classes:testing/bench/target/lib/*" dev.millrace.bench.release.LargeReleaseLoad $(or $(COUNT),100) $(or $(MB),10) $(or $(HEAP),224m)

bench-kustomizations: ## Many Kustomizations at once (COUNT=100 PARTS="one all request chain drift idle cold" FLAGS=… BENCH_SERVER="flags of the API server"; native and Flux too, as for bench-helm)
	@$(MVN) -q -Dquick -pl testing/bench,kustomize-controller -am package
	@$(RUN) $(BENCH_FLAGS) -cp "testing/bench/target/classes:testing/bench/target/lib/*" dev.millrace.bench.kustomization.KustomizationLoad $(or $(COUNT),100) $(PARTS) $(FLAGS)

bench-fetch: ## A large Git tree becomes an artifact, beside git clone and tar
	@$(MVN) -q -Dquick -pl testing/bench -am package
	@$(RUN) -cp "testing/bench/target/classes:testing/bench/target/lib/*" dev.millrace.bench.source.FetchComparison

bench-sources: ## 1000 GitRepositories of one remote without change: requests and CPU a minute
	@$(MVN) -q -Dquick -pl testing/e2e -am package
	@$(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.load.SourceLoad

bench-notifications: ## 5000 events a minute for 5 minutes, one receiver down, slow clients, a kill: what is lost
	@$(MVN) -q -Dquick -pl testing/e2e -am package
	@$(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.load.NotificationLoad

bench-images: ## 500 markers in 5000 files become one commit; 1000 images are scanned, webhooks (FLUX_BIN=folder for Flux's)
	@$(MVN) -q -Dquick -pl testing/e2e -am package
	@$(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.load.ImageCommitLoad
	@$(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.load.ImageScanLoad
	@$(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.load.RegistryWebhook

FUZZED = libs/semver,libs/envsubst,libs/artifact,libs/oci,libs/git,libs/cel,libs/helm,libs/yaml,libs/gotemplate,libs/kustomize,libs/sops,libs/cluster
fuzz: ## Parsers of outside data against random input for long (TRIES=100000; make test does 1000 of each)
	$(MVN) -q -Dtest='*Properties' -Dsurefire.failIfNoSpecifiedTests=false -Djqwik.tries.default=$(or $(TRIES),100000) -pl $(FUZZED) -am test

chaos: ## Kill controllers, break the API server and artifacts: the end is the same (STEP=6: every sixth write; DEATHS=5: so many in one play; ONLY='helm.*killed')
	@$(MVN) -q -Dquick -pl testing/chaos -am package
	@$(RUN) -cp "testing/chaos/target/classes:testing/chaos/target/lib/*" dev.millrace.chaos.Chaos $(or $(STEP),1) '$(ONLY)' $(or $(DEATHS),1)

security-report: ## Which tests prove which security case, by the reports of the last make test
	@$(MVN) -q -Dquick -pl testing/architecture compile
	@"$$JAVA_HOME/bin/java" -cp testing/architecture/target/classes dev.millrace.architecture.security.SecurityReport

native: ## Five native executables in target/bin (needs GraalVM's native-image for Java 25)
	@command -v native-image > /dev/null || { echo "native-image is not on the PATH: install GraalVM or Mandrel for Java 25"; exit 1; }
	$(MVN) -Pnative -pl $(CONTROLLERS) -am package
	@mkdir -p target/bin
	@for each in $(subst $(comma), ,$(CONTROLLERS)); do cp $$each/target/*-runner target/bin/$$each; done
	@echo "to try them: MILLRACE_BIN=$$PWD/target/bin make demo"

images: ## OCI archives of the five controllers, digests and SBOMs in target/images (BASE=image or docker-save archive, AOT=no)
	$(MVN) -q -Dquick -pl $(CONTROLLERS),packaging/images,testing/e2e -am package $(SBOM)
	@rm -rf target/java && "$$JAVA_HOME/bin/jlink" --add-modules $(MODULES) --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --output target/java
	@[ "$(AOT)" = no ] || $(RUN) -cp "testing/e2e/target/classes:testing/e2e/target/lib/*" dev.millrace.e2e.training.TrainCaches target/java $(AOT) $(JAVA_FLAGS)
	@"$$JAVA_HOME/bin/java" -cp "packaging/images/target/classes:packaging/images/target/lib/*" dev.millrace.images.Images $(BASE) $(VERSION) $(AOT) $(JAVA_FLAGS)

manifests: ## Write manifests/install.yaml from the overlay for one team
	@$(MVN) -q -Dquick -pl libs/kustomize -am package
	@"$$JAVA_HOME/bin/java" -jar libs/kustomize/target/kustomize-*.jar build manifests/install/overlays/single > manifests/install.yaml

pictures: ## The status page in a headless Chromium (BROWSER=program): checks it and writes docs/images
	MILLRACE_BROWSER=$(BROWSER) $(MVN) -q -Dquick -DskipTests=false -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.write=true -Dtest=BrowserTest -pl notification-controller -am package

format: ## Format the Java sources
	$(MVN) -q spotless:apply

.PHONY: help build bench bench-engines bench-helm bench-helm-memory bench-kustomizations bench-fetch bench-images bench-sources bench-notifications demo test conformance images manifests native pictures format security-report fuzz chaos
