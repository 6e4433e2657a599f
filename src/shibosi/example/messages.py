"""placeholder"""
def write_messages(part, folder, number):
    raise SystemExit
