// What the page says, in Chinese and in English. Findings speak for themselves.

const WORDS = {
  title: ["年报核对与成文", "Annual report: check and publish"],
  opening: ["正在打开…", "Opening…"],
  ready: ["可以使用", "Ready"],
  readyPdf: ["可以使用，含 PDF", "Ready, PDF too"],
  drop: ["把年报工作簿拖到这里", "Drop the report's workbook here"],
  choose: ["选择文件", "Choose files"],
  dropMore: [
    "工作簿、网页、Word、PDF 都可以。正文另有文件的、有上年年报的，一起放入；放入多个单位的，逐个核对并可汇总。",
    "A workbook, page, Word file or PDF. Add its text and last year's report if there are; several offices at once are checked one by one and can be added up.",
  ],
  dropHere: ["松开即读取", "Let go to read"],
  again: ["换文件：拖到这里，要一起用的同时放入", "Other files: drop them here, what belongs together at once"],
  blank: ["还没有工作簿？生成空白模板", "No workbook yet? Make a blank one"],
  organ: ["单位名称", "Organ"],
  year: ["年度", "Year"],
  makeBlank: ["生成模板", "Make it"],
  madeBlank: ["已存为", "Saved as"],
  stop: ["停止", "Stop"],
  stopped: ["已停止。", "Stopped."],
  options: ["选项", "Options"],
  form: ["表式", "Form"],
  formAuto: ["按表格自动判断", "by the tables"],
  fix: ["文档中的半角标点改为全角", "full-width punctuation in the documents"],
  installed: ["PDF 用这台电脑上的字体（方正小标宋、仿宋_GB2312 等）", "PDF in this computer's typefaces (仿宋_GB2312 and the like)"],
  faces: ["各处所用字体", "Which typeface serves what"],
  role: ["字体", "Role"],
  usedFor: ["用于", "Used for"],
  typeface: ["实际使用", "Typeface"],
  origin: ["来源", "From"],
  why: ["原因", "Why"],
  noFaces: [
    "浏览器不允许本页读取这台电脑的字体（或您没有同意），仍用程序自带的字体。请用新版 Chrome 或 Edge，并在询问时选“允许”。",
    "The browser does not let the page read this computer's typefaces (or you did not agree), so its own are used. Take a new Chrome or Edge, and allow it when asked.",
  ],
  noneFound: ["这台电脑上没有公文所用的字体，仍用程序自带的字体。", "This computer has none of the typefaces that official documents use; the page's own are used."],
  findings: ["检查结果", "Findings"],
  look: ["年报样子", "Preview"],
  save: ["下载", "Download"],
  years: ["与上年对照", "Beside last year"],
  private: [
    "文件只在本机处理，不会发送：本页的安全策略（default-src 'none'，没有 connect-src）禁止任何联网。可断开网络后使用，或按 F12 看“网络”栏，始终为空。",
    "Files stay on this machine: the page's policy (default-src 'none', no connect-src) forbids any connection. Use it with the network off, or watch the Network panel (F12) stay empty.",
  ],
  reading: ["正在读取和核对…", "Reading and checking…"],
  file: ["文件", "File"],
  as: ["作为", "Taken as"],
  report: ["本年年报", "the report"],
  "last-year": ["上年年报", "last year's report"],
  office: ["一个单位", "one office"],
  whole: ["汇总单位的正文", "the whole's own text"],
  out: ["不用", "not used"],
  watched: ["文件再次保存后，会自动重新核对。", "Saved again, the file is checked again by itself."],
  unwatched: ["浏览器没有让本页记住这个文件：改过以后，请再拖入一次，或点", "The browser does not let the page remember this file: when it has changed, drop it again, or"],
  recheck: ["重新选择文件", "Choose again"],
  gone: ["文件已不能读取，可能被移动、删除或正在被占用：", "The file cannot be read any more; was it moved, deleted or locked?"],
  lookPage: ["网页", "Web page"],
  lookPdf: ["PDF", "PDF"],
  preparing: ["正在生成…", "Being made…"],
  pdfLater: ["正在装入排版程序和字体，请稍候…", "The typesetter and its typefaces are being unpacked…"],
  blocked: ["有错误，没有生成文件。改正后会自动生成；要先看样稿，请勾选：", "There are errors, so no file is made. Correct them, or tick to see a draft:"],
  draft: ["生成草稿（每页和文件名都标明“草稿”）", "Make a draft (marked 草稿 on every page and in the name)"],
  draftMade: ["这是草稿，有错误，不能公布。", "These are drafts: there are errors, so they must not be published."],
  all: ["全部下载（.zip）", "All of them (.zip)"],
  more: ["更多", "More"],
  listPage: ["检查结果网页", "Findings as a page"],
  listBook: ["问题清单工作簿", "Findings as a workbook"],
  print: ["打印检查结果", "Print the findings"],
  waive: ["有理由保留…", "Let it stand…"],
  reason: ["理由", "Reason"],
  onlyHere: ["只此一处", "only here"],
  allow: ["允许", "Allow"],
  waived: [
    "只在本页有效。要长期保留，请在工作簿“基本信息”中加一行：左格写“允许”，右格写",
    "For this page only. To keep it, add a line to 基本信息 in the workbook: 允许 on the left, and on the right",
  ],
  remove: ["撤销", "Undo"],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  mergeHead: ["汇总", "Adding up"],
  mergeNeeds: [
    "要汇总，还要放入汇总单位自己的工作簿（基本信息、正文），并把它列为“汇总单位的正文”。",
    "To add them up, also drop the whole's own workbook (basic data, text), taken as “the whole's own text”.",
  ],
  mergeErrors: ["有单位的表格有错误，没有汇总。改正后会自动汇总；要先看结果，请勾选：", "Offices' tables have errors, so nothing was added up. Correct them, or tick:"],
  mergeUnread: ["有文件不能读取，没有汇总。请换好，或列为“不用”。", "Some files cannot be read, so nothing was added up. Replace them, or do not use them."],
  mergeDraft: ["有错误也汇总", "Add up in spite of errors"],
  fewer: ["问题少了", "fewer:"],
  newer: ["新出现", "new:"],
  same: ["重新核对过，问题没有变化。", "Checked again: nothing has changed."],
  licences: ["所用软件和字体的许可", "Licences of what is in this page"],
  failed: ["本页不能在这个浏览器中运行：", "The page does not run in this browser: "],
} satisfies Record<string, [string, string]>;

export type Word = keyof typeof WORDS;

let english = false;

export const isEnglish = () => english;

/** The words in the page's language. */
export const t = (word: Word): string => WORDS[word][english ? 1 : 0];

/** Turns the page to a language; elements say by `data-say` what they hold. */
export function speak(toEnglish: boolean) {
  english = toEnglish;
  document.documentElement.lang = english ? "en" : "zh-CN";
  document.title = t("title");
  for (const element of document.querySelectorAll<HTMLElement>("[data-say]")) {
    element.textContent = t(element.dataset.say as Word);
  }
}
