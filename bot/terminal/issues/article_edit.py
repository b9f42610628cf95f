"""One article mended from the command line: its headline, the parks it is about, its brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.articles.article_sentences import NotInArticle, pieces_of_typed, shown_length
from bot.desk.articles.reshaping import moved, with_headline
from bot.exit_status import BAD_INPUT, Refusal
from bot.terminal.input import issue_values
from bot.terminal.input.issue_values import shown, shown_end
from bot.terminal.input.named_park import named_park
from bot.working.page_reading import prepare_article
from bot.working.worker import Worker
from parsing.article import Article
from parsing.parks import Park
from storage.archive.prepared import PreparedArticle
from storage.archive.revisions import CHOSEN_BY_EDITOR
from storage.database import Db
from storage.parks import stored_parks
from summaries.article_brief import brief_of
from summaries.brief import Piece
from summaries.figure_line import key_figures_of_article

# Longer, a brief is none, and a push couldn't hold several.
LONGEST_BRIEF = 500
NO_PARK = "none"
OR_NEW = ": give another name, or --new-park to bring it in unconfirmed"


@dataclass(frozen=True, slots=True)
class ArticleWishes:
    """What an article is to be: None leaves a part as it is. The park `none` is no park."""

    headline: str | None = None
    park: str | None = None
    also: tuple[str, ...] | None = None
    brief: tuple[str, ...] | None = None

    def __bool__(self) -> bool:
        """Whether anything is to be changed."""
        return (self.headline, self.park, self.also, self.brief) != (None, None, None, None)


@dataclass(frozen=True, slots=True)
class FoundParks:
    """The parks that somebody named: the main one, and further ones (None leaves them as they are)."""

    main: Park | None
    also: tuple[Park, ...] | None


def find_parks(db: Db, wishes: ArticleWishes, *, new_park: bool) -> FoundParks:
    """The parks that are wished for; unknown ones are new with `new_park`. Raises Refusal."""
    also = None
    if wishes.also is not None:
        also = tuple(filter(None, (_park(db, name, new_park=new_park) for name in wishes.also)))
    main = None if wishes.park is None else _park(db, wishes.park, new_park=new_park)
    return FoundParks(main, also)


def mended(
    worker: Worker,
    article: PreparedArticle,
    wishes: ArticleWishes,
    found: FoundParks,
    known: tuple[Park, ...],
) -> PreparedArticle:
    """The article as it is wished for; equal to what it was where it is that already. Raises Refusal."""
    after = article
    if wishes.headline is not None and wishes.headline != article.article.headline:
        after = _with_headline(worker, after, wishes.headline, known)
    if wishes.park is not None and _names(found.main) != _names(after.park):
        after = _with_main(after, found.main)
    if found.also is not None and _names(*found.also) != _names(*after.also):
        after = _with_others(after, found.also)
    if wishes.brief is not None:
        after = _with_brief(after, wishes.brief)
    if after.article != article.article or after.brief != article.brief:
        figures = worker.run_now(key_figures_of_article, after.article, after.brief, park=after.park_name)
        after = replace(after, key_figures=figures)
    return after if after == article else replace(after, mended=True)


def _park(db: Db, name: str, *, new_park: bool) -> Park | None:
    if name == NO_PARK:
        return None
    name = issue_values.park_name(name)
    if new_park and not stored_parks.exactly_named(db, name):
        return Park(name, confirmed=False)
    [park] = stored_parks.get_parks(db, [named_park(db, name, advice=OR_NEW)])
    return Park(park.name, confirmed=park.confirmed)


def _with_headline(
    worker: Worker, article: PreparedArticle, headline: str, known: tuple[Park, ...]
) -> PreparedArticle:
    """The words of the search are cut anew; brief and parks stay, for nobody asked for others."""
    text = with_headline(article.article, headline)
    fresh = worker.run_now(prepare_article, text, known, article.park_name)
    return replace(
        article,
        article=text,
        brief=moved(article.brief, article.article, text),
        headline_words=fresh.headline_words,
        body_words=fresh.body_words,
    )


def _with_main(article: PreparedArticle, park: Park | None) -> PreparedArticle:
    also = _without(article.also, park)
    return replace(_naming(article, [article.park]), park=park, also=also)


def _with_others(article: PreparedArticle, others: tuple[Park, ...]) -> PreparedArticle:
    also = _without(tuple({park.name: park for park in others}.values()), article.park)
    return replace(_naming(article, article.also), also=also)


def _naming(article: PreparedArticle, parks: Sequence[Park | None]) -> PreparedArticle:
    """The article with parks that it was about among those it names; a new one may be a misreading."""
    named = (*article.mentions, *(park for park in parks if park is not None and park.confirmed))
    return replace(article, mentions=tuple({park.name: park for park in named}.values()))


def _names(*parks: Park | None) -> set[str]:
    return {park.name for park in parks if park is not None}


def _without(parks: tuple[Park, ...], other: Park | None) -> tuple[Park, ...]:
    return tuple(park for park in parks if other is None or park.name != other.name)


def _with_brief(article: PreparedArticle, sentences: Sequence[str]) -> PreparedArticle:
    if not all("".join(sentence.split()) for sentence in sentences):
        raise Refusal("--brief is empty: give a sentence of the article, word for word", BAD_INPUT)
    pieces = _places(article.article, sentences)
    brief = brief_of(article.article, pieces, CHOSEN_BY_EDITOR)
    if shown_length(brief) > LONGEST_BRIEF:
        raise Refusal(
            f"the brief has {shown_length(brief)} characters: give {LONGEST_BRIEF} at most", BAD_INPUT
        )
    return replace(article, brief=brief, brief_chosen=True)


def _places(article: Article, sentences: Sequence[str]) -> tuple[Piece, ...]:
    try:
        return pieces_of_typed(article, "\n".join(sentences))
    except NotInArticle as error:
        differs = shown(error.differs)
        if not error.agrees:
            raise Refusal(
                f"--brief {differs} doesn't stand in the article, not even its first character: copy the"
                " sentence from the article",
                BAD_INPUT,
            ) from error
        raise Refusal(
            f"--brief doesn't stand in the article word for word: it agrees as far as"
            f" {shown_end(error.agrees)}, and not with what follows, {differs}: copy the sentence from the"
            " article",
            BAD_INPUT,
        ) from error
