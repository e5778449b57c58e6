"""`python -m compliance_check`."""

from compliance_check.cli import main

if __name__ == "__main__":
    main()
