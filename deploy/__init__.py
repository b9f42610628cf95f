"""What puts the bot on a machine: in, a fresh Debian or a container; out, a service that serves."""
