import { z } from "zod";

// The confidentiality undertaking (保密承诺书): its text is fixed per version; who accepted which one is recorded.
export const UNDERTAKING_VERSION = "2026-11";

export const UNDERTAKING_TEXT = {
  zh: `保密承诺书（${UNDERTAKING_VERSION} 版）
本人以实名账户查阅本条目的保密信息，并承诺：
一、所知悉的技术信息、经营信息只用于评估是否与发布单位开展合作，不作他用；
二、未经发布单位书面同意，不向任何第三方披露、转让或许可使用，不复制、传播下载的文件；
三、不利用所知悉的信息申请知识产权，不实施反向工程；
四、合作未达成或发布单位要求时，删除所保存的全部文件；
五、本承诺自接受之日起三年内有效，法律另有规定的从其规定；
六、知悉平台记录每一次查阅的人员、单位与时间，并向发布单位出示。`,
  en: `Confidentiality undertaking (version ${UNDERTAKING_VERSION})
I read the confidential part of this entry with my named account and undertake:
1. to use what I learn only to judge a cooperation with the publishing organisation, and for nothing else;
2. not to disclose, pass on or license it to anybody without its written consent, nor to copy or spread the files;
3. not to apply for intellectual property with it, and not to reverse-engineer;
4. to delete all files when no cooperation comes about or when the organisation asks for it;
5. that this holds for three years from today, unless the law says otherwise;
6. that I know: the platform records each reading with person, organisation and time, and shows it to the organisation.`,
} as const;

/** The version that was shown is the one accepted: an older page cannot accept a text its reader never saw. */
export const acceptUndertakingInput = z.object({
  entryId: z.string(),
  version: z.string(),
  organisationId: z.string().nullable().default(null),
});
export type AcceptUndertakingInput = z.input<typeof acceptUndertakingInput>;
