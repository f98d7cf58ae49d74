"""The pipeline: alone knows the order of the stages, and alone touches the disk between reading and writing."""
