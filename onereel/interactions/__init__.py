"""Follow, favorite, comment: what people do to each other's clips. Each is a resource that is put and deleted."""
