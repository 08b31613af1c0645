"""What undo and redo offer, name, and refuse."""

import pytest

from core.history import Entry, History

KEY = ("notes", "n1")
OTHER = ("notes", "n2")


class Documents(dict[tuple[str, str], bytes]):
    """Encoded documents by key, and who refers to which."""

    def __init__(self):
        super().__init__()
        self.referrers = {}
        self.needs = {}
        self.resting = {}

    def referred(self, key, going):
        words, holder = self.referrers.get(key, ("", None))
        return "" if holder in going else words

    def needed(self, key, _document):
        return self.needs.get(key, ())

    def settled(self, key, _now, _then):
        return self.resting.get(key, "")


@pytest.fixture
def documents():
    return Documents()


@pytest.fixture
def history(documents):
    return History(documents.get, documents.referred, documents.needed, documents.settled)


def do(history, documents, label, scope="a", **changes):
    """Make changes ``n1=b"..."`` (None removes) and keep them."""
    after = {("notes", name): value for name, value in changes.items()}
    before = {key: documents.get(key) for key in after}
    put(documents, after)
    entry = Entry(label, scope, before, after)
    history.add(entry)
    return entry


def put(documents, target):
    for key, value in target.items():
        if value is None:
            documents.pop(key, None)
        else:
            documents[key] = value


def undo(history, documents, scope=None):
    offer = history.undoable(scope)
    put(documents, offer.entry.before)
    history.turn(offer.entry, undone=True)
    return offer.label


def redo(history, documents, scope=None):
    offer = history.redoable(scope)
    put(documents, offer.entry.after)
    history.turn(offer.entry, undone=False)
    return offer.label


def test_nothing_done_offers_nothing(history):
    assert history.undoable(None) is None
    assert history.redoable(None) is None


def test_the_latest_of_a_scope_is_offered(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    do(history, documents, "Two", "b", n2=b"2")
    assert history.undoable("a").label == "One"
    assert history.undoable("b").label == "Two"
    assert history.undoable(None).label == "Two"
    assert history.undoable("c") is None


def test_undo_goes_back_step_by_step_and_redo_forward_again(history, documents):
    for number in (b"1", b"2", b"3"):
        do(history, documents, f"Set {number.decode()}", n1=number)
    assert [undo(history, documents, "a") for _ in range(3)] == ["Set 3", "Set 2", "Set 1"]
    assert documents == {}
    assert history.undoable("a") is None
    assert [redo(history, documents, "a") for _ in range(3)] == ["Set 1", "Set 2", "Set 3"]
    assert documents == {KEY: b"3"}
    assert history.redoable("a") is None


def test_a_new_change_ends_redo_in_its_scope_only(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    do(history, documents, "Two", "b", n2=b"2")
    undo(history, documents, "a")
    undo(history, documents, "b")
    do(history, documents, "Three", "b", n3=b"3")
    assert history.redoable("b") is None
    assert history.redoable("a").label == "One"
    assert [each.label for each in history.entries] == ["One", "Three"]


def test_a_change_of_the_same_document_from_elsewhere_stands_in_the_way(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    do(history, documents, "Two", "b", n1=b"2")
    assert history.undoable("a").blocked == "Two"
    undo(history, documents, "b")
    assert history.undoable("a").blocked == ""


def test_a_change_from_outside_stands_in_the_way_without_a_name(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    documents[KEY] = b"from another laptop"
    assert history.undoable("a").blocked == "a later change"


def test_what_is_referred_to_is_not_taken_away(history, documents):
    do(history, documents, "Add", "a", n1=b"1")
    documents.referrers[KEY] = ("notes written since", OTHER)
    assert history.undoable("a").blocked == "notes written since"


def test_what_goes_together_does_not_stand_in_its_own_way(history, documents):
    do(history, documents, "Add both", "a", n1=b"1", n2=b"2")
    documents.referrers[KEY] = ("notes written since", OTHER)
    assert history.undoable("a").blocked == ""


def test_what_others_rest_on_stays_as_it_is(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    do(history, documents, "Two", "a", n1=b"2")
    documents.resting[KEY] = "observations recorded since"
    assert history.undoable("a").blocked == "observations recorded since"
    documents.resting.clear()
    undo(history, documents, "a")
    documents.resting[KEY] = "observations recorded since"
    assert history.redoable("a").blocked == "observations recorded since"


def test_nothing_comes_back_without_what_it_belongs_to(history, documents):
    documents.needs[KEY] = [OTHER]
    do(history, documents, "Add what it needs", "b", n2=b"2")
    do(history, documents, "Add", "a", n1=b"1")
    undo(history, documents, "a")
    do(history, documents, "Remove what it needs", "b", n2=None)
    assert history.redoable("a").blocked == "Remove what it needs"
    undo(history, documents, "b")
    assert history.redoable("a").blocked == ""
    del documents[OTHER]
    assert history.redoable("a").blocked == "the removal of what it belongs to"


def test_what_comes_back_together_needs_nothing_else(history, documents):
    documents.needs[KEY] = [OTHER]
    do(history, documents, "Add both", "a", n1=b"1", n2=b"2")
    undo(history, documents, "a")
    assert history.redoable("a").blocked == ""


def test_redo_is_refused_where_the_document_changed_meanwhile(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    undo(history, documents, "a")
    do(history, documents, "Two", "b", n1=b"2")
    assert history.redoable("a").blocked == "Two"


def test_an_undone_change_is_not_what_stands_in_the_way(history, documents):
    do(history, documents, "One", "a", n1=b"1")
    do(history, documents, "Two", "b", n1=b"2")
    undo(history, documents, "b")
    documents[KEY] = b"9"
    assert history.undoable("a").blocked == "a later change"


def test_what_was_changed_in_the_same_step_does_not_hold_back_what_it_refers_to(history, documents):
    put(documents, {OTHER: b"plain"})
    do(history, documents, "Add with use", n1=b"new", n2=b"uses n1")
    documents.referrers[KEY] = ("values entered since", OTHER)
    offer = history.undoable("a")
    assert (offer.label, offer.blocked) == ("Add with use", "")
