"""What stops a whole channel: a refused token, a quota that is used up. Read gate, state, keeper, quota."""
