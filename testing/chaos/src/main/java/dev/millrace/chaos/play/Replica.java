package dev.millrace.chaos.play;

import dev.millrace.chaos.proxy.ApiProxy;
import dev.millrace.e2e.process.ControllerProcess;

/** One of several processes of a controller, of which one leads. */
public record Replica(ControllerProcess process, ApiProxy proxy) {}
