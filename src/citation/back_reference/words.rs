//! The words of back-references, by language: data that [`super::find`] reads. Each is a regular expression
//! without regard to case, where a full stop may be missing that its author may have left out.

/// What words say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sense {
    /// The source that was cited last. The words mean nothing else.
    Same,
    /// The source that was cited last, where they begin a citation; elsewhere they are words like others.
    SameAlone,
    /// The author cited last. With nothing else than pages, the source too.
    SameAuthor,
    /// The work, or the place in it, of the author who is named before.
    Work,
    /// The same, but letters like others where no name stands before and nothing ends or gives a page after.
    WorkOfNamed,
}

impl Sense {
    /// Whether a work is meant, and not the source cited last.
    pub fn is_work(self) -> bool {
        matches!(self, Sense::Work | Sense::WorkOfNamed)
    }
}

/// The words, with their sense. Sources: Chicago Manual of Style 17, 14.34; Bluebook 21, rule 4; OSCOLA 4,
/// 1.2; DIN ISO 690 (2013), A.4; ГОСТ Р 7.0.5-2008, 7; GB/T 7714 and the use of law reviews (《法学引注手册》);
/// SIST 02 for Japanese; the custom of the language for the rest.
#[rustfmt::skip]
pub(super) const WORDS: &[(Sense, &str)] = &[
    // Latin, in briefs of every language; Spanish and Portuguese write accents.
    (Sense::Same, r"ib[ií]d(?:em)?\.?"),
    (Sense::SameAlone, r"ib\."),
    (Sense::SameAuthor, r"[ií]dem\.?|[ií]d[*_]{0,3}\.|eadem|ead\."),
    (Sense::Work, r"op\.?\s?cit\.?|ob\.\s?cit\.?|art\.\s?cit\.|opus\scitatum"),
    (Sense::Work, r"loc\.?\s?cit\.?|l\.\s?c\.|loco\scitato"),
    // Italian and Spanish: `Rossi, Titolo, cit., p. 3`.
    (Sense::WorkOfNamed, r"(?-i:cit\.)"),
    // German.
    (Sense::Same, r"ebd\.?|ebda\."),
    (Sense::SameAlone, r"ebenda|a\.\s?g\.\s?O\."),
    (Sense::SameAuthor, r"ders\.|dies\."),
    (Sense::Work, r"a\.\s?a\.\s?O\.?|am\sangegebenen\sOrte?"),
    // French.
    (Sense::Work, r"ouvr\.\s?cit(?:é|\.)|art\.\s?préc\.|préc\."),
    (Sense::WorkOfNamed, r"précitée?s?"),
    // Italian.
    (Sense::SameAlone, r"ivi"),
    // Dutch.
    (Sense::Work, r"a\.\s?w\.|t\.\s?a\.\s?p\."),
    // Swedish, Danish, Norwegian, Finnish.
    (Sense::WorkOfNamed, r"(?-i:a\.\s?a\.)"),
    (Sense::SameAlone, r"sst\.|smst\.|emt\.|mt\."),
    // Polish, Czech, Slovak, Croatian, Slovene.
    (Sense::Same, r"tamże|tamže|tamtéž|tamtiež"),
    (Sense::SameAlone, r"isto|prav\stam"),
    (Sense::Work, r"dz\.\s?cyt\.|cit\.\s?d\.|nav\.\s?(?:d(?:j|elo)|rad)\.?"),
    // Hungarian.
    (Sense::SameAlone, r"uo\."),
    (Sense::WorkOfNamed, r"(?-i:i\.\s?m\.)"),
    // Lithuanian, Latvian.
    (Sense::SameAlone, r"ten\spat|turpat"),
    // Turkish.
    (Sense::SameAlone, r"aynı\s(?:eser|yer)"),
    (Sense::Work, r"a\.\s?g\.\s?[emty]\.?|adı\sgeçen\s(?:eser|makale|tez)"),
    (Sense::WorkOfNamed, r"(?-i:ag[emt]\.)"),
    // Greek.
    (Sense::SameAlone, r"στο\sίδιο|αυτόθι"),
    (Sense::Work, r"ό\.\s?π\."),
    // Russian, Ukrainian, Bulgarian, Serbian.
    (Sense::SameAlone, r"там\sже|там\sсамо|пак\sтам|исто|тамо"),
    (Sense::Work, r"(?:указ|цит|ук|назв)\.\s?(?:соч|раб|ст)\.|(?:зазнач|вказ|цит)\.\s?прац[яі]|цит\.\s?съч\.|нав\.\s?дело"),
    // Chinese and Japanese.
    (Sense::SameAlone, r"同上[注註书書文]?|同前[注註]?|同書|同注|同註|上引[书書文]?"),
    (Sense::Work, r"前[引揭掲](?:[书書文]|論文|论文)?"),
    // Korean.
    (Sense::SameAlone, r"위의\s?[책글]|같은\s?[책글]|상게서"),
    (Sense::Work, r"앞의\s?[책글]|전게서"),
    // Arabic, Persian, Hebrew.
    (Sense::SameAlone, r"(?:المرجع|المصدر)\s(?:نفسه|ذاته)|نفس\s(?:المرجع|المصدر)|همان(?:\sمنبع)?|שם"),
    (Sense::Work, r"(?:المرجع|المصدر)\s(?:السابق|المذكور)|مرجع\sسابق|مصدر\sسابق|پیشین"),
    // Vietnamese, Hindi.
    (Sense::SameAlone, r"như\strên|वही"),
    (Sense::Work, r"sđd\.?|tlđd\.?|पूर्वोक्त"),
];

/// With what [`WORDS`] in Latin script begin, `~` for a space or none, without regard to the case of ASCII.
#[rustfmt::skip]
pub(super) const BEGINNINGS: &str = "ibid ibíd ibÍd ib. idem ídem Ídem id. íd. Íd. id* id_ íd* Íd* íd_ Íd_ eadem ead. cit
    opcit loccit op.cit loc.cit op~cit loc~cit ob. art. opus loco l.~c ebd ebenda a.~g ders. dies. a.~a am~angeg ouvr. préc
    prÉc ivi a.~w t.~a sst. smst. emt. mt. tam isto prav dz. nav. uo. i.~m ten~pat turpat ayn adı age. agm. agt. sđd sĐd
    tlđd tlĐd supra infra";

/// With what the last of the words begins that [`NOTE`] has in Latin script, in lower case.
pub(super) const NOTE_BEGINNINGS: [&str; 25] = [
    "foot", "endn", "page", "infr", "note", "nota", "not", "anm", "fuß", "fuss", "roda", "pie",
    "pagi", "voet", "noot", "fotn", "slut", "fodn", "alav", "przy", "pozn", "lábj", "dipn", "thíc",
    "kaki",
];

/// What a footnote is called in full.
#[rustfmt::skip]
pub(super) const NOTE: &str = r"footnotes?|endnotes?|notes?\sde\sbas\sde\spage|notes?\sinfrapaginales?|notes?|
    anm(?:erkung(?:en)?|\.)|fu(?:ß|ss)n(?:oten?|\.)|notas?\sde\srodapé|notas?\s(?:al|a)\spie|notas?|rodapé|
    nota\sa\spiè\sdi\spagina|voetnoot|noot|fotnoter?|fotnot|sluttnote|fodnote|alaviite|not|
    przypis(?:ie|y|ach|u)?|przyp\.|pozn(?:ámk[ay]|\.)|lábjegyzet|dipnot|σημ(?:είωση|\.)|υποσημ(?:είωση|\.)|
    сноск[аиуе]|примечани(?:ях|[еяюи])|прим\.|виноск[аиу]|примітк[аиу]|бел(?:ежка|\.)|각주|
    (?:ال)?(?:هامش|حاشية)(?:\sرقم)?|پانوشت|پانویس|הערה|chú\sthích|catatan\skaki";

/// What a footnote is called in short.
pub(super) const SHORT_NOTE: &str = r"nn?\.?|fnn?\.?|fns\.?";

/// Of the words for note, those that mean nothing else: notes stand under tables, too, and are given at school.
#[rustfmt::skip]
pub(super) const FOOTNOTE: &str = r"footnote|endnote|notes?\sde\sbas|notes?\sinfra|fu(?:ß|ss)n|notas?\sde\srodapé|
    notas?\s(?:al|a)\spie|rodapé|nota\sa\spiè|voetnoot|fotnot|sluttnote|fodnote|alaviite|przypis|lábjegyzet|dipnot|
    υποσημ|сноск|виноск|각주|(?:ال)?(?:هامش|حاشية)|پانوشت|پانویس|catatan\skaki";

/// What a footnote, and nothing else, is called in short.
pub(super) const SHORT_FOOTNOTE: &str = r"fnn?\.?|fns\.?";

/// What may stand before a footnote in a sentence: `in footnote 4`.
pub(super) const IN: &str = r"in|dans|à|en|na|em|nella|nelle|w|i|v|ve|в|во|у";

/// Verbs by which an English sentence tells what another work says, where nothing makes them passive.
#[rustfmt::skip]
pub(super) const OTHERS_SAY: &str = r"(?:he|she|it|they|that|who|which|also|itself|himself|herself|(?-i:\p{Lu}\p{L}*)|report|court|
    authors?|paper|study|agency|commission|bank|fund|opinion|judge|ministry|government|board|council)\s(?:\(\d{4}\p{L}?\)\s)?
    (?:(?:also|already|itself|now|later|even|only)\s)?(?:says?|said|notes?|noted|writes?|wrote|admits?|admitted|holds?|held|states?|stated|argues?|argued|observes?|
    observed|explains?|explained|claims?|claimed|acknowledges?|acknowledged|adds?|added|concedes?|conceded|
    remarks?|remarked|reports?|reported|finds?|found|cites?|cited|recognizes?|recognized|warns?|warned|quotes?|quoted)";

/// What else may stand before a note that is above or below.
pub(super) const JOINS: &str = r"of|to|and|or|as|but|at|under|with|by|from|than|both|von|zu|aus|unter|und|de|du|di|et|y|e|из|к|и|по";

/// Chinese and Japanese: what must stand before the word for note, the word, and what may stand after its
/// number instead.
pub(super) const CJK_BEFORE: &str =
    r"同前?|[参參]?[见見](?:前文?|上文|下文)?|前(?:[揭掲引]|文)?|参照|上文?|下文|如";
/// The word for note.
pub(super) const CJK_NOTE: &str = r"[脚腳]?[注註][释釋]?";
/// What may stand after the number.
pub(super) const CJK_AFTER: &str = r"[)）〕］\]]?(?:参照|參照|を参照|書|书|文|論文)";

/// What says that a note of this brief is meant, before or after its number: above, below.
#[rustfmt::skip]
pub(super) const DIRECTION: &str = r"supra|infra|above|below|oben|unten|ci-dessus|ci-dessous|plus\shaut|
    plus\sbas|arriba|abajo|más\sadelante|acima|abaixo|sopra|sotto|hierboven|hieronder|boven|ovan|nedan|ovenfor|
    nedenfor|wyżej|powyżej|poniżej|výše|níže|выше|ниже|вище|нижче|yukarıda(?:ki)?|ανωτέρω|위의?|앞의?|참조|
    أعلاه|أدناه|לעיל|להלן";

/// What sends the reader to a note, before the word for it.
#[rustfmt::skip]
pub(super) const SENDS: &str = r"see(?:,?\s(?:also|generally|e\.g\.,?))*|cf\.?|compare|wie|vgl\.?|siehe|s\.|
    voir|v\.|comparer|véase|véanse|ver|vid\.|vide|vedi|cfr\.?|zie|se|jf\.|jfr\.?|zob\.|por\.|viz|srov\.|lásd|bkz\.?|
    βλ\.?|см\.|ср\.|див\.|вж\.?|виж|vezi|ks\.|xem|lihat|(?:و)?(?:انظر|راجع|ينظر)|ر\.\s?ک\.|ראו|as\sin|per";

/// What may stand between that and the word for note.
pub(super) const ARTICLE: &str = r"the|la|les|las|el|a|à\sla|die|der|het|de|din|al";

/// What may introduce a citation: a word that begins one may stand after it.
#[rustfmt::skip]
pub(super) const SIGNALS: &str = r"see|also|generally|e\.g\.,?|cf\.?|compare|with|accord|contra|but|and|citing|
    quoting|quoted\sin|cited\sin|in|from|vgl\.?|siehe|auch|dazu|zit\.\sn\.|voir|aussi|cité\sdans|véase|también|ver|
    vide|vedi|anche|cfr\.?|zie|ook|se|även|zob\.|też|viz|srov\.|lásd|bkz\.?|βλ\.?|см\.|ср\.|также|див\.|вж\.?|vezi|ks\.|xem|lihat|انظر|راجع|ראו|见|見|参见|參見|参照";

/// What a place in a source is called: pages, sections, numbers in the margin.
#[rustfmt::skip]
pub(super) const PLACES: &str = r"at|pp?\.?|pages?|paras?\.?|paragraphs?|ch(?:ap(?:ter|s)?|s)?\.?|secs?\.|
    sections?|arts?\.|articles?|nn?\.|vol\.|tbl\.|tables?|figs?\.|figures?|annex(?:es)?|app\.|appendix|parts?|pt\.|
    S\.|Seiten?|Rn\.|Rz\.|Rdnr\.|Tz\.|Kap\.|Abs\.|Bd\.|Sp\.|págs?\.|págin\w+|f\.|ff\.|t\.|lk\.|s\.|str\.|с\.|стр\.|т\.|σ\.|σσ\.|
    ss\.|lpp\.|psl\.|tr\.|hal\.|ص\.?|ב?עמ['׳]|पृ\.|第|§§?|¶¶?|頁|页|쪽|면";
