"""The HTTP surface: mounts the routes it is given. Who asks, one transaction for each write, problems, the shell."""
