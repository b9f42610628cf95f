"""Sources on the command line: what is fetched, followed and watched for new pages."""
