package main

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
)

func TestCertificatesAreKeptOverARestart(t *testing.T) {
	p := pki{dir: filepath.Join(t.TempDir(), "pki")}
	if err := p.ensure(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(p.crt("admin"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.ensure(); err != nil {
		t.Fatal(err)
	}
	after, _ := os.ReadFile(p.crt("admin"))
	if string(before) != string(after) {
		t.Fatal("a second start made a new identity")
	}
}

func TestKeysArePrivate(t *testing.T) {
	p := pki{dir: filepath.Join(t.TempDir(), "pki")}
	if err := p.ensure(); err != nil {
		t.Fatal(err)
	}
	keys, _ := filepath.Glob(filepath.Join(p.dir, "*.key"))
	if len(keys) == 0 {
		t.Fatal("no keys")
	}
	for _, k := range keys {
		if i, _ := os.Stat(k); i.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", k, i.Mode().Perm())
		}
	}
}

func TestTheServerCertificateIsTrustedOnLoopback(t *testing.T) {
	p := pki{dir: filepath.Join(t.TempDir(), "pki")}
	if err := p.ensure(); err != nil {
		t.Fatal(err)
	}
	ca, err := os.ReadFile(p.crt("ca"))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	pair, err := tls.LoadX509KeyPair(p.crt("apiserver"), p.key("apiserver"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"127.0.0.1", serviceIP.String(), "kubernetes.default.svc"} {
		if _, err := pair.Leaf.Verify(x509.VerifyOptions{Roots: pool, DNSName: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
