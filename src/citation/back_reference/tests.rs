use super::*;

/// The back-references of `text`, each as its name, words, numbers and pinpoint; `?` after what is doubtful.
fn shown(text: &str) -> Vec<String> {
    let part = |span: Option<Span>| span.map_or("", |span| &text[span.range()]);
    let show = |reference: &BackReference| {
        let numbers = match &reference.antecedent {
            Antecedent::Preceding => "same".to_owned(),
            Antecedent::Named => "named".to_owned(),
            Antecedent::ShortForm => "short".to_owned(),
            Antecedent::Notes(numbers) => {
                let number = |n: &NoteNumbers| match n.first == n.last {
                    true => n.first.to_string(),
                    false => format!("{}-{}", n.first, n.last),
                };
                numbers.iter().map(number).collect::<Vec<_>>().join(" ")
            }
        };
        let doubt = if reference.certain { "" } else { "?" };
        let (name, pinpoint) = (part(reference.name), part(reference.pinpoint));
        format!(
            "{name}|{}|{numbers}{doubt}|{pinpoint}",
            &text[reference.span.range()]
        )
    };
    find(text).iter().map(show).collect()
}

#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn the_same_source_again() {
    finds("Ibid.", &["|Ibid.|same|"]);
    finds("Ibid., p. 5.", &["|Ibid.|same|p. 5"]);
    finds("*Ibid*., 12–14", &["|Ibid|same|12–14"]);
    finds("*Id.* at 8.", &["|Id.|same|at 8"]);
    finds("*Id*.; Kundra, 2010", &["|*Id*.|same|"]);
    finds("*See* *ID.* at 218–19 (noting", &["|ID.|same|at 218–19"]);
    finds("*See ID*. at 8.", &["|ID*.|same|at 8"]);
    finds("ID. 3543(a)(5).", &["|ID.|same|3543(a)(5)"]);
    finds(
        "Made of wax. Id. at 5 (and *id.* at 6).",
        &["|Id.|same|at 5", "|id.|same|at 6"],
    );
    finds("<i>Ibid.</i>, S. 4", &["|Ibid.|same|"]);
    finds(
        "[Id. § 3553(d)](https://a.example)",
        &["|Id.|same|§ 3553(d)"],
    );
    finds("*Id.*, quoting Roe.", &["|Id.|same|"]);
    finds("Idem, p. 7", &["|Idem|same|p. 7"]);
}

#[test]
fn what_is_no_citation_word() {
    finds("The user id. is shown; an ID, the ID. Fields and ids.", &[]);
    finds("Enter your ID. The id is 5.", &[]);
    finds(
        "https://a.example/ibid/id.html and supra-national, suprasegmental",
        &[],
    );
    finds("Idem, *Another Book* (2010).", &[]);
    finds("Id., The Other Book (2010).", &[]);
    finds("They were там же, где все. Isto je dobro.", &[]);
    finds(
        "Discussed infra Part II; see Section IV.G *infra*, and Part II, supra.",
        &[],
    );
    finds("See *supra* Section I.C.3 (passive receiver).", &[]);
}

#[test]
fn notes_by_number() {
    finds(
        "DoD Report, *supra* note 1, at 44.",
        &["DoD Report|*supra* note 1|1|at 44"],
    );
    finds(
        "Kundra, *supra note* 13, at 17",
        &["Kundra|*supra note* 13|13|at 17"],
    );
    finds(
        "*See* W\\.Royce, *supra* note 40, at 328.",
        &["W\\.Royce|*supra* note 40|40|at 328"],
    );
    finds(
        "See supra notes 64-66, 91-93 (both).",
        &["|supra notes 64-66, 91-93|64-66 91-93|"],
    );
    finds(
        "*Supra* footnote 69 *et seq.*",
        &["|*Supra* footnote 69|69|"],
    );
    finds("See note 14 above.", &["|note 14 above|14|"]);
    finds("See note 14.", &["|note 14|14|"]);
    finds(
        "See supra text accompanying note 7.",
        &["|supra text accompanying note 7|7|"],
    );
    finds(
        "*National Foam*, discussed *infra* note 25.",
        &["National Foam|*infra* note 25|25|"],
    );
    finds("Lukin (n 6) 12.", &["Lukin|(n 6)|6|12"]);
    finds(
        "Roy, 'Entente' (note 3), p. 5",
        &["Roy, 'Entente|(note 3)|3|p. 5"],
    );
    finds("Lukin, n. 6, p. 12.", &["Lukin|n. 6|6?|p. 12"]);
    finds(
        "Lukin, op. cit. (note 5), p. 2",
        &["Lukin|op. cit. (note 5)|5|p. 2"],
    );
}

#[test]
fn what_is_joined_is_as_certain() {
    let numbers = |text: &str| -> Vec<String> {
        let found = find(text).into_iter().filter(|it| it.certain);
        let numbers = found.filter_map(|it| match it.antecedent {
            Antecedent::Notes(numbers) => Some(numbers),
            _ => None,
        });
        let numbers = numbers.flatten();
        numbers.map(|it| text[it.span.range()].to_owned()).collect()
    };
    for (text, expected) in [
        ("See note 3 and note 2.", &["3", "2"][..]),
        ("*supra* note 2 and note 3.", &["2", "3"]),
        ("supra note 2, note 3.", &["2", "3"]),
        ("see supra note 2; note 3.", &["2", "3"]),
        ("see footnote 2, and footnote 3.", &["2", "3"]),
        ("see note 2, p. 2, and note 3, p. 3.", &["2", "3"]),
        (
            "Compare note 2 with note 3; contrast note 4.",
            &["2", "3", "4"],
        ),
        ("supra notes 2 to 3.", &["2 to 3"]),
        ("see notes 2; 3.", &["2", "3"]),
        ("see fnn. 2, 3.", &["2", "3"]),
        ("See note 2. The note 12 of the bank, note 7.", &["2"]),
        ("See note 2 to 40 per cent of them.", &[]),
    ] {
        assert_eq!(numbers(text), expected, "{text}");
    }
}

#[test]
fn notes_past_the_thousandth() {
    finds(
        "Roe, supra note 1400, at 2801.",
        &["Roe|supra note 1400|1400|at 2801"],
    );
    finds("Roe (n 2801) 5", &["Roe|(n 2801)|2801|5"]);
    finds(
        "See notes 1012–1014 above.",
        &["|notes 1012–1014 above|1012-1014|"],
    );
}

#[test]
fn numbers_of_notes_in_other_works() {
    finds("9 Computer L. Rev. 181, 192 n.75 (2004).", &[]);
    finds("Roe, *Book*, p. 34, note 3.", &[]);
    finds("*Id.* at n. 30", &["|Id.|same|at n. 30"]);
    finds("See note 5 of that decision.", &[]);
    finds("A sample (n = 6) and USSG § 1B1.3 cmt. n.2.", &[]);
    finds("In 2010, see note 2010.", &[]);
    finds("Roe (n 2019) and 注2019参照", &[]);
}

#[test]
fn works_of_authors_who_are_named() {
    finds("Lukin, *op. cit.*, p. 5.", &["Lukin|op. cit.|named|p. 5"]);
    finds(
        "See also Roy and Lee, op cit, 7; Fu, loc. cit.",
        &["Roy and Lee|op cit|named|7", "Fu|loc. cit.|named|"],
    );
    finds("Vaz, W. L. C., and M. Roy. 2001. *Salt*.", &[]);
    finds("Roy, l. c., p. 3.", &["Roy|l. c.|named|p. 3"]);
    finds("Cheng, *supra*, at 3.", &["Cheng|supra|named|at 3"]);
    finds("Op. cit., p. 4.", &["|Op. cit.|same?|p. 4"]);
    finds(
        "A claim is made elsewhere. Szalvay, op. cit.",
        &["Szalvay|op. cit.|named|"],
    );
}

#[test]
fn in_other_languages() {
    finds("Ebd., S. 12.", &["|Ebd.|same|S. 12"]);
    finds("Vgl. ebenda, S. 3.", &["|ebenda|same|S. 3"]);
    finds("Müller, a. a. O., S. 7.", &["Müller|a. a. O.|named|S. 7"]);
    finds(
        "Vgl. Müller, a.a.O. (Anm. 5), S. 7.",
        &["Müller|a.a.O. (Anm. 5)|5|S. 7"],
    );
    finds("Siehe oben, Anm. 4.", &["|oben, Anm. 4|4|"]);
    finds("Müller (Fn. 3), Rn. 5.", &["Müller|(Fn. 3)|3|Rn. 5"]);
    finds(
        "Ibídem, pág. 4; ídem.",
        &["|Ibídem|same|pág. 4", "|ídem.|same|"],
    );
    finds("Véase la nota 5 supra.", &["|nota 5 supra|5|"]);
    finds(
        "Dupont, préc., note 5, p. 3",
        &["Dupont|préc., note 5|5|p. 3"],
    );
    finds(
        "Dupont, précité note 5, p. 3; *Bell*, précité.",
        &["Dupont|précité note 5|5|p. 3", "Bell|précité|named|"],
    );
    finds("Le rapport précité dit tout, l'accord précité non.", &[]);
    finds("Voir note 7 ci-dessus.", &["|note 7 ci-dessus|7|"]);
    finds("Там же. С. 45.", &["|Там же|same|С. 45"]);
    finds(
        "Иванов И. И. Указ. соч. С. 7.",
        &["Иванов И. И.|Указ. соч.|named|С. 7"],
    );
    finds("См. сноску 4 выше.", &["|сноску 4 выше|4|"]);
    finds(
        "Kowalski, dz. cyt., s. 4; tamże, s. 5",
        &["Kowalski|dz. cyt.|named|s. 4", "|tamże|same|s. 5"],
    );
    finds("同上，第5页。", &["|同上|same|第5页"]);
    finds("同上书，第7页。", &["|同上书|same|第7页"]);
    finds("王明，前引书，第7页。", &["王明|前引书|named|第7页"]);
    finds("参见注5。", &["|参见注5|5|"]);
    finds("前掲注(5) 12頁", &["|前掲注(5)|5|12頁"]);
}

#[test]
fn notes_in_other_languages() {
    finds("Siehe Fn. 1.", &["|Fn. 1|1|"]);
    finds("Vgl. Fn. 3, S. 7.", &["|Fn. 3|3|S. 7"]);
    finds("Voir note 3.", &["|note 3|3|"]);
    finds("Voir la note 3 ci-dessus.", &["|note 3 ci-dessus|3|"]);
    finds("Cf. supra, note 4.", &["|supra, note 4|4|"]);
    finds("Véase nota 3.", &["|nota 3|3|"]);
    finds("Vedi la nota 3, p. 5.", &["|nota 3|3|p. 5"]);
    finds("Ver nota de rodapé 3.", &["|nota de rodapé 3|3|"]);
    finds("Zob. przypis 3.", &["|przypis 3|3|"]);
    finds("Bkz. dipnot 3.", &["|dipnot 3|3|"]);
    finds("Див. прим. 3.", &["|прим. 3|3|"]);
    finds("انظر الهامش رقم 3.", &["|الهامش رقم 3|3|"]);
    finds("انظر الهامش ٣.", &["|الهامش ٣|3|"]);
    finds("同注3。", &["|同注3|3|"]);
    finds("见注3，第5页。", &["|见注3|3|第5页"]);
    finds("田中・前掲注3、12頁。", &["田中|前掲注3|3|12頁"]);
    finds("田中・前掲注（３）12頁", &["田中|前掲注（３）|3|12頁"]);
}

#[test]
fn the_same_source_in_other_languages() {
    finds("同上、12頁。", &["|同上|same|12頁"]);
    finds("المرجع نفسه، ص 5.", &["|المرجع نفسه|same|ص 5"]);
    finds("المصدر السابق، ص 5.", &["|المصدر السابق|same?|ص 5"]);
    finds("Tamže, s. 5.", &["|Tamže|same|s. 5"]);
    finds("Там само, с. 5.", &["|Там само|same|с. 5"]);
    finds("Turpat, 5. lpp.", &["|Turpat|same|5"]);
}

#[test]
fn works_in_other_languages() {
    finds("Kaya, a.g.e., s. 5.", &["Kaya|a.g.e.|named|s. 5"]);
    finds("Kaya, age., s. 5.", &["Kaya|age.|named|s. 5"]);
    finds(
        "Rossi, *Dighe*, cit., p. 7.",
        &["Rossi, *Dighe|cit.|named|p. 7"],
    );
    finds("Svensson, a.a., s. 5.", &["Svensson|a.a.|named|s. 5"]);
    finds("Kovács, i. m., 5.", &["Kovács|i. m.|named|5"]);
    finds(
        "Шевченко, зазнач. праця, с. 5.",
        &["Шевченко|зазнач. праця|named|с. 5"],
    );
}

#[test]
fn letters_that_mean_something_else() {
    finds("They differ by sex and age. Rates rose in old age.", &[]);
    finds("Smith, A.A. and Lee, I. M. *Dams* (2010).", &[]);
    finds("The cit. index, and traffic cit. 14.", &[]);
    finds(
        "Rowbotham v. Wilson, 8 H. L. C. 348, 362.",
        &["Rowbotham v. Wilson|8 H. L. C.|short?|348, 362"],
    );
    finds("Scott v. Shepherd, in 1 Sm. L. C. (Am. ed.) 5.", &[]);
    finds("The note 3 pitches above. He sent not 3 but four.", &[]);
}

#[test]
fn no_name_reaches_over_another_reference() {
    finds(
        "Roe et al., op. cit. and Lee et al., op. cit.",
        &["Roe et al.|op. cit.|named|", "Lee et al.|op. cit.|named|"],
    );
}

#[test]
fn short_forms() {
    finds("Roy, Dams, 7.", &["Roy|Dams|short?|7"]);
    finds("See also Roy, *Dams*, 14.", &["Roy|Dams|short?|14"]);
    finds("Lukin, \"Entente,\" 12", &["Lukin|Entente|short?|12"]);
    finds(
        "Lukin, “Entente,” pp. 12–14.",
        &["Lukin|Entente|short?|pp. 12–14"],
    );
    finds("*See* Roy, *Dams*.", &["Roy|Dams|short?|"]);
    finds(
        "White, 79 Fordham L. Rev. at 369.",
        &["White|79 Fordham L. Rev.|short?|at 369"],
    );
    finds(
        "*Campbell*, 510 U.S. at 578–79 (noting the rule).",
        &["Campbell|510 U.S.|short?|at 578–79"],
    );
    finds(
        "*Bell*, 467 U.S. at 843 n.9.",
        &["Bell|467 U.S.|short?|at 843 n.9"],
    );
    finds(
        "Bell, 467 U.S. at 843 & nn.9–11, 845.",
        &["Bell|467 U.S.|short?|at 843 & nn.9–11, 845"],
    );
    finds(
        "*Roe v. EPA*, 549 U.S. at 520 (Bell, C.J., dissenting).",
        &["Roe v. EPA|549 U.S.|short?|at 520"],
    );
    finds(
        "*Roe*, 549 U.S. at 520 (Bell & Fu, JJ., concurring in part) (noting so).",
        &["Roe|549 U.S.|short?|at 520"],
    );
    finds(
        "Roy, *Dams*, 14; Lee and Fu, *Canals*, 3.",
        &["Roy|Dams|short?|14", "Lee and Fu|Canals|short?|3"],
    );
}

#[test]
fn what_is_no_short_form() {
    finds("Jane Roe, *Dams* (Oxford, 2010), p. 3.", &[]);
    finds(
        "Shyu, *Speak No Evil*, 45 San Diego L. Rev. 211, 249 (2008).",
        &[],
    );
    finds("Roy, Dams, 2010.", &[]);
    finds("In the end, 7. They met in Rome, Italy.", &[]);
    finds("Roy, *Dams*, https://a.example/7.", &[]);
}

#[test]
fn hostile_text_takes_linear_time() {
    for part in [
        "Roy, *Dams*, 14; ",
        "Roy, \"",
        "See see ",
        "a.",
        "see note ",
        "supra ",
        "(n 1",
        "Lukin, op. cit. ",
        "Id., ",
        "((((",
        "A. ",
        "note 1, ",
    ] {
        find(&part.repeat(2_000));
    }
}

#[test]
fn bare_numbers_of_oscola() {
    finds("See n 4.", &["|n 4|4|"]);
    finds("See also nn 4–6, and cf n 9.", &["|nn 4–6|4-6|", "|n 9|9|"]);
    finds("See text at n 4.", &["|n 4|4|"]);
    finds("See the text to nn 4–6.", &["|nn 4–6|4-6|"]);
    finds("Text accompanying n 4.", &["|n 4|4|"]);
    finds(
        "Bell (n 2) 14; text at n 4.",
        &["Bell|(n 2)|2|14", "|n 4|4|"],
    );
    finds("See n 4 and accompanying text.", &["|n 4|4|"]);
}

#[test]
fn bare_numbers_that_are_of_other_works() {
    finds("Bell (n 2) 14, text at n 45.", &["Bell|(n 2)|2|14"]);
    finds(
        "See n 4 of the judgment. Vedi n 3. See n. 3 and s. n 7.",
        &[],
    );
    finds("A trial with n 12, as in n 4.", &[]);
}
