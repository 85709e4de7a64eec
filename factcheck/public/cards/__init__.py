"""Pictures of claims and articles for social media, 1200 by 630."""
