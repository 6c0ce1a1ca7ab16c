// Serves the MongoDB protocol for Portico's tests: FerretDB on SQLite files, on a loopback port.
//
// It prints its address once it listens, and ends with its standard input or at SIGTERM.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address to listen on")
	folder := flag.String("folder", "", "folder of the data files")
	flag.Parse()
	if *folder == "" {
		log.Fatal("name a folder with -folder")
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	if err := serve(ctx, *listen, *folder); err != nil {
		log.Fatal(err)
	}
}

func serve(ctx context.Context, listen, folder string) error {
	socket := filepath.Join(folder, "ferretdb.sock")
	_ = os.Remove(socket)
	server, err := ferretdb.New(&ferretdb.Config{
		Listener: ferretdb.ListenerConfig{Unix: socket},
		Logger:   slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:  "sqlite",
		// What is written outlives this process, which is all that tests end.
		SQLiteURL: "file:" + folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		return err
	}
	front, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	fmt.Printf("mongodb://%s/\n", front.Addr())
	go func() {
		<-ctx.Done()
		front.Close()
	}()
	go (&turns{socket: socket}).accept(front)
	return server.Run(ctx)
}
