"""What makes a mini-model live: the page's runtime and a notebook's, which are the same but for their engine."""
