"""Where the shipped model comes from: data readers, multi-task training, export, evaluation (extra: train)."""
