"""What customers, files and other programs may write, and that it is harmless wherever it comes out."""
