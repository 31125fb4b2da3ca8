"""The forms in which a record travels, each as a stream of bytes."""
