package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
)

const (
	headerBytes = 16
	// A message of the protocol is at most 48,000,000 bytes long.
	longest    = 48_000_000
	opMsg      = 2013
	moreToCome = 2
)

// turns lets one command at a time through: a MongoDB server finds and changes a document in one step, FerretDB in two,
// between which another connection may change it. A hello waits for none: by it clients watch whether the server lives.
type turns struct {
	socket string
	one    sync.Mutex
}

func (t *turns) accept(front net.Listener) {
	for {
		client, err := front.Accept()
		if err != nil {
			return
		}
		go t.relay(client)
	}
}

func (t *turns) relay(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", t.socket)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}
		reply, err := t.take(server, request)
		if err != nil {
			return
		}
		if _, err := client.Write(reply); err != nil {
			return
		}
	}
}

// take sends one request and waits for its reply, which is empty where the client wants none.
func (t *turns) take(server net.Conn, request []byte) ([]byte, error) {
	if !isHello(request) {
		t.one.Lock()
		defer t.one.Unlock()
	}
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	if wantsNoReply(request) {
		return nil, nil
	}
	for {
		reply, err := readMessage(server)
		// FerretDB answers even where no reply is wanted: such an answer is passed over.
		if err != nil || binary.LittleEndian.Uint32(reply[8:]) == binary.LittleEndian.Uint32(request[4:]) {
			return reply, err
		}
	}
}

// isHello looks at the name of the first element of the command: its document begins after the flags and the kind of the
// first section, and has its length and the type of the element before that name.
func isHello(request []byte) bool {
	const name = headerBytes + 4 + 1 + 4 + 1
	if binary.LittleEndian.Uint32(request[12:]) != opMsg {
		return true
	}
	return len(request) > name && (bytes.HasPrefix(request[name:], []byte("hello\x00")) ||
		bytes.HasPrefix(request[name:], []byte("ismaster\x00")))
}

func readMessage(from io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(length[:])
	if size < headerBytes || size > longest {
		return nil, errors.New("not a message of the MongoDB protocol")
	}
	message := make([]byte, size)
	copy(message, length[:])
	_, err := io.ReadFull(from, message[4:])
	return message, err
}

func wantsNoReply(request []byte) bool {
	return len(request) >= headerBytes+4 &&
		binary.LittleEndian.Uint32(request[12:]) == opMsg &&
		binary.LittleEndian.Uint32(request[headerBytes:])&moreToCome != 0
}
