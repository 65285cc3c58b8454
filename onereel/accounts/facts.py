from onereel.kernel.facts import Fact


class AccountChanged(Fact):
    """Name, bio or picture of an account changed."""

    account_id: int


class AccountDeleted(Fact):
    """An account is gone; what it made goes too."""

    account_id: int
