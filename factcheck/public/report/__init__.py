"""What readers write in."""
