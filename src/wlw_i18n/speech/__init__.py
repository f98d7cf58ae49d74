"""What is said in videos: captions as files have them, and how a text is shown in them."""
