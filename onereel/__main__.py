from onereel.cli import main

main()
