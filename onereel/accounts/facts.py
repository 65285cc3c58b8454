from onereel.kernel.facts import Fact


class AccountChanged(Fact, frozen=True):
    """Name, bio or picture of an account changed."""

    account_id: int


class AccountDeleted(Fact, frozen=True):
    """An account is gone; what it made goes too."""

    account_id: int
