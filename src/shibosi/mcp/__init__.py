"""The door for AI agents: tools of the Model Context Protocol, on standard input and output or at /mcp."""
