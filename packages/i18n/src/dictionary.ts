import { define } from "./define.ts";

export const dictionary = define({
  zh: {
    "dictionary.names_missing": "请填写至少一个名称。",
    "dictionary.names_two": "同义词至少要有两个不同的名称。",
    "dictionary.names_many": "一组最多 12 个名称，请分成几组。",
    "dictionary.name_long": "每个名称最多 60 个字符。",
    "dictionary.name_empty": "名称里要有文字或数字。",
    "dictionary.word_shape": "专业词是一个 2 至 8 个汉字的词；带字母、数字或更长的名称请录为同义词。",
    "dictionary.note_long": "说明太长了。",
    "dictionary.reason_missing": "请写明理由（至少四个字）。",
    "dictionary.row_known": "“{names}”已经在词典里了。",
    "dictionary.too_many": "词典最多 {max} 行，请先移除不用的。",
    "dictionary.stale": "刚才已有人发布了第 {no} 版，请看过之后再操作。",
    "dictionary.nothing_to_publish": "没有改动，不用发布。",
    "dictionary.publish_city_only": "词典由市级协调员或平台管理员发布；您可以先把词加入草稿。",
    "dictionary.file_empty": "文件里没有可读的行。",
    "dictionary.file_large": "文件太大，请分成几份（每份不超过 6 MB）。",
    "dictionary.lines_many": "一次最多 {max} 行，请分成几份。",
    "dictionary.line_columns": "这一行只有一列；中文与英文之间要用制表符（Tab）分开。",
  },
  en: {
    "dictionary.names_missing": "Give at least one name.",
    "dictionary.names_two": "A group of synonyms needs at least two different names.",
    "dictionary.names_many": "A group holds at most 12 names; please make several groups.",
    "dictionary.name_long": "A name has at most 60 characters.",
    "dictionary.name_empty": "A name needs letters or digits.",
    "dictionary.word_shape":
      "A word of the trade is one word of 2 to 8 Chinese characters; enter longer names, or names with letters or digits, as synonyms.",
    "dictionary.note_long": "The note is too long.",
    "dictionary.reason_missing": "Please say why (at least four characters).",
    "dictionary.row_known": "“{names}” is in the dictionary already.",
    "dictionary.too_many": "The dictionary holds at most {max} rows; please take out what is not used.",
    "dictionary.stale": "Somebody has just published version {no}; please look at it first.",
    "dictionary.nothing_to_publish": "Nothing has changed, so there is nothing to publish.",
    "dictionary.publish_city_only":
      "City coordinators and administrators publish the dictionary; you can put words into the draft.",
    "dictionary.file_empty": "There is no line to read in this file.",
    "dictionary.file_large": "The file is too large; please split it (6 MB each at most).",
    "dictionary.lines_many": "At most {max} lines at a time; please split the file.",
    "dictionary.line_columns": "This line has one column only; a tab must stand between Chinese and English.",
  },
});
