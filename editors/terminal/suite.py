"""Runs tests, each a function of no arguments, and prints how many passed."""

import sys
import traceback


def run(tests):
    """Runs all tests; exits with 1 where one failed."""
    failed = 0
    for test in tests:
        try:
            test()
            print(f"ok      {test.__doc__}")
        except Exception:  # A test may fail in any way; the others still run.
            failed += 1
            print(f"FAILED  {test.__doc__}")
            traceback.print_exc()
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
