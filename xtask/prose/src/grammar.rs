//! The grammar of the sentences: `{a|b}` is one of these, `@` the office's own name, `<figure>` a figure
//! of the report by its key, or several added up.

use crate::random::Random;
use crate::world::World;

/// A kind of sentence.
pub(crate) struct Pattern {
    pub(crate) name: &'static str,
    /// The key of the part it stands in.
    pub(crate) part: &'static str,
    pub(crate) text: &'static str,
}

const fn pattern(name: &'static str, part: &'static str, text: &'static str) -> Pattern {
    Pattern { name, part, text }
}

/// What is made.
pub(crate) const PATTERNS: [Pattern; 40] = [
    pattern(
        "received",
        "overview",
        "{2024年|全年|本年度|今年}，@{收到|受理|接收|新收}政府信息公开申请<applications.new_received.total>{件|宗|份}。",
    ),
    pattern(
        "received-done",
        "overview",
        "2024年，@新收政府信息公开申请<applications.new_received.total>件，上年结转<applications.carried_in.total>件，{办结|办理完毕}<applications.results.total.total>件，结转下年度{继续办理|}<applications.carried_out.total>件。",
    ),
    pattern(
        "whole",
        "overview",
        "{全年|2024年}@{共办理|共受理}{政府信息公开申请|依申请公开申请}<applications.new_received.total+applications.carried_in.total>件，{已办结|办结}<applications.results.total.total>件，{其余|剩余}<applications.carried_out.total>件{结转下年度|转入2025年继续}办理。",
    ),
    pattern(
        "carried",
        "applications",
        "{上年|2023年}结转{申请|}<applications.carried_in.total>件，{年底|年末}结转{下年度|2025年}<applications.carried_out.total>件。",
    ),
    pattern(
        "applicants",
        "applications",
        "{从申请人看|按申请主体分}，自然人{申请|提出|}<applications.new_received.natural_person>件，法人或其他组织{申请|提出|}<applications.new_received.commercial+applications.new_received.research+applications.new_received.public_interest+applications.new_received.legal_service+applications.new_received.other>件。",
    ),
    pattern(
        "applicant-kinds",
        "applications",
        "新收申请<applications.new_received.total>件，其中自然人<applications.new_received.natural_person>件，商业企业<applications.new_received.commercial>件，科研机构<applications.new_received.research>件，法律服务机构<applications.new_received.legal_service>件。",
    ),
    pattern(
        "results",
        "applications",
        "{年内|全年}办结<applications.results.total.total>件，其中予以公开<applications.results.granted.total>件、部分公开<applications.results.partial.total>件、其他处理<applications.results.other.not_corrected.total+applications.results.other.not_paid.total+applications.results.other.other.total>件。",
    ),
    pattern(
        "denied",
        "applications",
        "不予公开<applications.results.denied.state_secret.total+applications.results.denied.other_law.total+applications.results.denied.security_stability.total+applications.results.denied.third_party.total+applications.results.denied.internal_affairs.total+applications.results.denied.process_information.total+applications.results.denied.enforcement_file.total+applications.results.denied.administrative_query.total>件，其中属于国家秘密<applications.results.denied.state_secret.total>件、{涉及第三方合法权益|保护第三方合法权益}<applications.results.denied.third_party.total>件、行政执法案卷<applications.results.denied.enforcement_file.total>件。",
    ),
    pattern(
        "unable",
        "applications",
        "无法提供<applications.results.unable.not_held.total+applications.results.unable.needs_creation.total+applications.results.unable.unclear.total>件，{其中|包括}{本机关不掌握相关政府信息|信息不存在}<applications.results.unable.not_held.total>件。",
    ),
    pattern(
        "sum-of-two",
        "applications",
        "予以公开{和|及|、}部分公开{共计|合计|共}<applications.results.granted.total+applications.results.partial.total>件。",
    ),
    pattern(
        "respectively",
        "applications",
        "予以公开、部分公开{分别为|分别是|依次为}<applications.results.granted.total>件、<applications.results.partial.total>件。",
    ),
    pattern(
        "as-applicants-list",
        "applications",
        "自然人、商业企业{提出的申请|申请}分别为<applications.new_received.natural_person>件、<applications.new_received.commercial>件。",
    ),
    pattern(
        "not-processed",
        "applications",
        "不予处理<applications.results.not_processed.petition.total+applications.results.not_processed.repeated.total+applications.results.not_processed.publication.total+applications.results.not_processed.excessive.total+applications.results.not_processed.confirm_or_reissue.total>件，{其中|包括}信访举报投诉类申请<applications.results.not_processed.petition.total>件、重复申请<applications.results.not_processed.repeated.total>件。",
    ),
    pattern(
        "reason-first",
        "applications",
        "因{国家秘密|第三方合法权益|过程性信息}等原因{，|}不予公开<applications.results.denied.state_secret.total+applications.results.denied.other_law.total+applications.results.denied.security_stability.total+applications.results.denied.third_party.total+applications.results.denied.internal_affairs.total+applications.results.denied.process_information.total+applications.results.denied.enforcement_file.total+applications.results.denied.administrative_query.total>件。",
    ),
    pattern(
        "after-procedure",
        "overview",
        "{健全|完善|规范}政府信息公开申请{办理机制|答复程序|会商制度}，{全年|}予以公开<applications.results.granted.total>件、部分公开<applications.results.partial.total>件。",
    ),
    pattern(
        "review",
        "review",
        "{全年|2024年}，{因政府信息公开工作|}被申请行政复议<review.reconsideration.total>{件|起}，{其中|}{结果维持|维持}<review.reconsideration.upheld>件，{结果纠正|纠正}<review.reconsideration.corrected>件，尚未审结<review.reconsideration.pending>件。",
    ),
    pattern(
        "lawsuits",
        "review",
        "被提起行政诉讼<review.litigation_direct.total+review.litigation_after_reconsideration.total>{件|起}，其中未经复议直接起诉<review.litigation_direct.total>件，复议后起诉<review.litigation_after_reconsideration.total>件。",
    ),
    pattern(
        "review-elsewhere",
        "overview",
        "{因政府信息公开|因依申请公开|对答复不服，申请人}{发生|提起|申请}行政复议<review.reconsideration.total>件、行政诉讼<review.litigation_direct.total+review.litigation_after_reconsideration.total>件。",
    ),
    pattern(
        "documents",
        "disclosure",
        "{全年|本年|2024年，@}{制发|印发|出台|制定}行政规范性文件<disclosure.normative_documents.issued>{件|份|个}，废止<disclosure.normative_documents.repealed>件，现行有效<disclosure.normative_documents.in_force>件。",
    ),
    pattern(
        "decisions",
        "disclosure",
        "{全年|2024年，@}{作出|办理}行政许可{决定|}<disclosure.licensing.decisions>件、行政处罚{决定|}<disclosure.penalties.decisions>件。",
    ),
    pattern(
        "fees",
        "disclosure",
        "{全年|}{收取|征收}行政事业性{收费|费用}<disclosure.fees.amount>万元。",
    ),
    pattern(
        "channels",
        "applications",
        "新收申请<applications.new_received.total>件。从申请渠道看，网络申请7件、信函申请3件、当面申请2件。予以公开<applications.results.granted.total>件。",
    ),
    pattern(
        "others-beside",
        "overview",
        "@收到政府信息公开申请<applications.new_received.total>件。其中，{县民政局|市公安局}收到政府信息公开申请4件，{县林业局|市财政局}收到9件。",
    ),
    pattern(
        "last-year-beside",
        "overview",
        "2024年，@收到政府信息公开申请<applications.new_received.total>件，2023年收到17件。",
    ),
    pattern(
        "years-together",
        "overview",
        "{2022年至2024年|近三年}，@共收到政府信息公开申请690件，其中2024年收到<applications.new_received.total>件。",
    ),
    pattern(
        "general-reviews",
        "other_matters",
        "{全市行政复议机构|县司法局}全年受理各类行政复议案件316件，其中涉及政府信息公开的<review.reconsideration.total>件。",
    ),
    pattern(
        "short-in-part-one",
        "overview",
        "{全年|年内|2024年}{新收|新增}申请<applications.new_received.total>件，办结<applications.results.total.total>件。",
    ),
    pattern(
        "wrapped",
        "applications",
        "{全年|本年度}@共{收到|受理}公民、法人和其他组织提出的政府信息公开\n申请<applications.new_received.total>件，{其中|}予以公开\n<applications.results.granted.total>件。",
    ),
    pattern(
        "unknown-before",
        "overview",
        "{在上级的关心指导下|坚持以人民为中心的发展思想|聚焦群众急难愁盼}，@{共|累计|}收到政府信息公开申请<applications.new_received.total>件。",
    ),
    pattern(
        "unknown-beside",
        "applications",
        "{攻坚克难|持续发力|用心用情}{办结|办理完毕}<applications.results.total.total>件，予以公开<applications.results.granted.total>件。",
    ),
    pattern(
        "with-carried-in",
        "applications",
        "{加上|连同}上年结转的<applications.carried_in.total>件，全年{应办理|共办理}申请<applications.new_received.total+applications.carried_in.total>件，{已办结|办结}<applications.results.total.total>件。",
    ),
    pattern(
        "bracket-carried-in",
        "overview",
        "@{共办理|共受理}政府信息公开申请<applications.new_received.total+applications.carried_in.total>件（{含|其中}上年结转<applications.carried_in.total>件），{按期|均按期}答复<applications.results.total.total>件。",
    ),
    pattern(
        "items-of-a-list",
        "applications",
        "一是{规范办理流程|畅通受理渠道}，新收申请<applications.new_received.total>件；二是{提高答复质量|严格依法答复}，予以公开<applications.results.granted.total>件、部分公开<applications.results.partial.total>件。",
    ),
    pattern(
        "outcomes",
        "review",
        "{行政复议|被申请行政复议}<review.reconsideration.total>件，{其中|}维持<review.reconsideration.upheld>件、纠正<review.reconsideration.corrected>件、其他结果<review.reconsideration.other>件，尚未审结<review.reconsideration.pending>件。",
    ),
    pattern(
        "lost",
        "review",
        "未经复议直接起诉<review.litigation_direct.total>件，{败诉|被判决败诉}<review.litigation_direct.corrected>件，{尚未审结|正在审理}<review.litigation_direct.pending>件。",
    ),
    pattern(
        "lawsuits-each",
        "review",
        "{直接起诉|直接提起诉讼}<review.litigation_direct.total>件，{经复议后再提起诉讼|复议后起诉}<review.litigation_after_reconsideration.total>件。",
    ),
    pattern(
        "compulsion",
        "disclosure",
        "{全年|2024年，@}{作出|实施}行政强制<disclosure.compulsory_measures.decisions>{件|宗|起}，{作出|下达}行政处罚{决定|决定书}<disclosure.penalties.decisions>{件|份}。",
    ),
    pattern(
        "in-force",
        "disclosure",
        "{截至2024年底|截至年底}，现行有效的{行政规范性文件|规范性文件}{共|}<disclosure.normative_documents.in_force>{件|部|份}。",
    ),
    pattern(
        "by-way",
        "overview",
        "@{通过网络平台|通过信函}收到政府信息公开申请2件，{全年|}共收到政府信息公开申请<applications.new_received.total>件。",
    ),
    pattern(
        "share-in-bracket",
        "applications",
        "予以公开<applications.results.granted.total>件，{占办结总数的比例较高|为主要办理结果}；部分公开<applications.results.partial.total>件。",
    ),
];

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Words(String),
    Figure(i64),
}

impl Piece {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Figure(value) => value.to_string(),
        }
    }
}

/// A sentence of this pattern that is true in this report.
pub(crate) fn sentence(pattern: &Pattern, world: &World, random: &mut Random) -> Vec<Piece> {
    let (mut pieces, mut words) = (Vec::new(), String::new());
    let mut rest = pattern.text;
    let gap = if random.once_in(5) {
        *random.one(&[" ", "\u{a0}", "\u{3000}"]).unwrap_or(&"")
    } else {
        ""
    };
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let end = rest.find('}').unwrap_or(rest.len());
                let choices: Vec<&str> = rest[..end].split('|').collect();
                let chosen = random.one(&choices).copied().unwrap_or_default();
                words.push_str(&chosen.replace('@', world.names[random.below(world.names.len())]));
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            '@' => words.push_str(world.names[random.below(world.names.len())]),
            '<' => {
                let end = rest.find('>').unwrap_or(rest.len());
                words.push_str(gap);
                pieces.push(Piece::Words(std::mem::take(&mut words)));
                pieces.push(Piece::Figure(world.value(&rest[..end])));
                words.push_str(gap);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            c => words.push(c),
        }
    }
    pieces.push(Piece::Words(words));
    pieces
}

/// The sentence with one figure made another, and that number.
pub(crate) fn made_false(pieces: &[Piece], random: &mut Random) -> Option<(Vec<Piece>, String)> {
    let figures: Vec<usize> = (0..pieces.len())
        .filter(|at| matches!(pieces[*at], Piece::Figure(_)))
        .collect();
    let at = *random.one(&figures)?;
    let Piece::Figure(value) = pieces[at] else { return None };
    let slips = [
        value + 1,
        value - 1,
        value + 10,
        swapped(value),
        value * 2 + 1,
        value + 9,
    ];
    let other = *random.one(&slips)?;
    if other == value || other < 0 {
        return None;
    }
    let mut pieces = pieces.to_vec();
    pieces[at] = Piece::Figure(other);
    Some((pieces, other.to_string()))
}

/// The number with its last two digits exchanged.
fn swapped(value: i64) -> i64 {
    let (head, tens, ones) = (value / 100, value / 10 % 10, value % 10);
    head * 100 + ones * 10 + tens
}
