package main

import (
	"net"
	"testing"
)

func TestClosingConnectionsCutsOpenOnes(t *testing.T) {
	tcp, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{Listener: tcp, conns: map[*conn]struct{}{}}
	defer l.Close()
	client, err := net.Dial("tcp4", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if _, err := l.Accept(); err != nil {
		t.Fatal(err)
	}
	l.closeConns()
	if _, err := client.Read(make([]byte, 1)); err == nil {
		t.Fatal("the connection is still open")
	}
}
