// Words that say nothing about a technology; single characters among them stay findable inside words.
const STOP = new Set(
  (
    "的 了 和 与 及 或 在 是 之 其 该 等 对 为 以 由 于 从 被 把 将 也 都 而 且 则 即 所 使 让 向 到 至 中 上 下 内 外 后 前 时 " +
    "一种 一个 基于 以及 以上 以下 其中 可以 能够 通过 进行 采用 利用 使用 具有 以及 并且 或者 但是 因此 由于 为了 关于 对于 根据 " +
    "这 那 这种 这些 那些 我 我们 你 您 他 它 他们 它们 本 各 每 个 种 项 有 没有 不 很 更 最 非常 如何 怎么 怎样 什么 哪些 请 想 要 需 " +
    "需要 寻求 寻找 希望 现 现有 目前 已 已经 并 还 又 再 就 只 吗 呢 吧 啊 请问"
  ).split(" "),
);
export const isChineseStop = (word: string): boolean => STOP.has(word);
