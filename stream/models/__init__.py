"""The shipped weights and their model card: package data, read by `stream.enrich.model_folder`."""
