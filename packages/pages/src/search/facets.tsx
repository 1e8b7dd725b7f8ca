import type { CodeLookup, EntryKind, FacetKey, PickKey, SearchState } from "@jiebang/domain";
import { formatSearchUrl, MATURITY_STAGES, moneyBands, togglePick } from "@jiebang/domain";
import { formatMoneyRange, formatNumber } from "@jiebang/i18n";
import { CloseIcon } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";

export type FacetCounts = Partial<Record<FacetKey, { value: string; count: number }[]>>;

const codeLists: Partial<Record<PickKey, string>> = {
  industry: "industry",
  area: "area",
  chain: "chain",
  tier: "tier",
};
const wordLists: Partial<Record<PickKey, string>> = {
  state: "entry_state",
  mode: "mode",
  maturity: "maturity",
  moneyBand: "money_band",
  historical: "historical",
};
const SHOWN = 8;
const MOST = 32;
/** What has an order of its own is not sorted by count. */
const orders: Partial<Record<PickKey, string[]>> = {
  maturity: [...MATURITY_STAGES],
  moneyBand: [...moneyBands.map((band) => band.key), "negotiable"],
};

function inOrder(key: PickKey, values: { value: string; count: number }[]) {
  const order = orders[key];
  return order ? [...values].sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : values;
}

/** Which facets a list offers, in the order in which people narrow down. */
export function facetsFor(kind: EntryKind | undefined): Exclude<FacetKey, "kind">[] {
  const common: Exclude<FacetKey, "kind">[] = ["industry", "mode", "moneyBand", "area", "chain"];
  if (kind === "offer") return ["maturity", ...common, "historical"];
  return [...common, "historical"];
}

/** The name of one value of a facet in the reader's language. */
export function valueName(lang: Lang, codes: CodeLookup, key: PickKey, value: string): string {
  const codeList = codeLists[key];
  if (codeList) {
    const names = codes(codeList, value);
    return (lang.locale === "en" ? names?.nameEn : null) ?? names?.name ?? value;
  }
  const words = wordLists[key];
  return words ? lang.word(words, value) : value;
}

export interface ListUrl {
  lang: Lang;
  /** `/offers`, `/demands` or `/search`. */
  base: string;
  /** The kind that the path already says. */
  kind?: EntryKind;
}

export function listHref({ lang, base, kind }: ListUrl, state: SearchState): string {
  const query = formatSearchUrl(kind ? { ...state, kinds: [] } : state);
  return lang.href(query ? `${base}?${query}` : base);
}

/** Facets that are searched within: too long to be shown whole. Posters stand in no list at all. */
export const findableFacets = ["industry", "area", "chain", "organisation"] as const;
export type FindableFacet = (typeof findableFacets)[number];
export interface FoundValues {
  facet: FindableFacet;
  typed: string;
  values: { value: string; count: number; name: string | null; nameEn: string | null }[];
}
const isFindable = (key: PickKey): key is FindableFacet => findableFacets.some((facet) => facet === key);

interface FacetsProps extends ListUrl {
  state: SearchState;
  counts: FacetCounts;
  codes: CodeLookup;
}

export function Facets({ state, counts, codes, found, ...url }: FacetsProps & { found?: FoundValues }) {
  const { lang, kind } = url;
  const groups = facetsFor(kind).flatMap((key) => {
    const picked = state.picks[key] ?? [];
    const listed = counts[key] ?? [];
    const missing = picked.filter((v) => !listed.some((c) => c.value === v)).map((value) => ({ value, count: 0 }));
    const values = inOrder(key, [...listed, ...missing]);
    const rest = values.slice(SHOWN).filter((v, index) => index < MOST - SHOWN || picked.includes(v.value));
    return values.length > 1 || picked.length > 0 || found?.facet === key
      ? [{ key, picked, values: values.slice(0, SHOWN), rest }]
      : [];
  });
  if (groups.length === 0 && !found) return null;
  return (
    <details className="facets" open={found !== undefined}>
      <summary>{lang.t("public.filter")}</summary>
      <div className="facets-body">
        {groups.map(({ key, picked, values, rest }) => (
          <section key={key} className="facet" aria-labelledby={`facet-${key}`}>
            <h2 id={`facet-${key}`}>{lang.t(`public.facet.${key as "industry"}`)}</h2>
            <FacetValues values={values} {...{ facet: key, picked, state, codes, url }} />
            {rest.length > 0 && (
              <details className="facet-rest" open={rest.some((v) => picked.includes(v.value))}>
                <summary>{lang.t("public.more_values", { n: rest.length })}</summary>
                <FacetValues values={rest} {...{ facet: key, picked, state, codes, url }} />
              </details>
            )}
            {isFindable(key) && (rest.length > 0 || found?.facet === key) && (
              <FindValue {...{ facet: key, found, picked, state, codes, url }} />
            )}
          </section>
        ))}
        {!state.picks.organisation && (
          <section className="facet" aria-labelledby="facet-organisation">
            <h2 id="facet-organisation">{lang.t("public.facet.organisation")}</h2>
            <FindValue {...{ facet: "organisation", found, picked: [], state, codes, url }} />
          </section>
        )}
      </div>
    </details>
  );
}

interface FindValueProps {
  facet: FindableFacet;
  found?: FoundValues;
  picked: string[];
  state: SearchState;
  codes: CodeLookup;
  url: ListUrl;
}

/** A form like any other: works without scripts, and its answer is a page with an address. */
function FindValue({ facet, found, picked, state, url }: FindValueProps) {
  const { lang, base, kind } = url;
  const { t } = lang;
  const own = found?.facet === facet ? found : undefined;
  const kept = [...new URLSearchParams(formatSearchUrl({ ...state, kinds: kind ? [] : state.kinds, page: 1 }))];
  const label = t("public.find_value", { facet: t(`public.facet.${facet as "industry"}`) });
  return (
    <>
      <form className="find-value" action={`${lang.href(base)}#facet-${facet}`} method="get" aria-label={label}>
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="in" value={facet} />
        <input
          type="search"
          name="find"
          defaultValue={own?.typed}
          maxLength={60}
          placeholder={label}
          aria-label={label}
        />
        <button type="submit">{t("public.find")}</button>
      </form>
      {own && own.values.length === 0 && <p className="find-none">{t("public.find_none", { typed: own.typed })}</p>}
      {own && own.values.length > 0 && (
        <ul className="found-values">
          {own.values.map(({ value, count, name, nameEn }) => {
            const isOn = picked.includes(value);
            return (
              <li key={value}>
                <a
                  href={listHref(url, togglePick(state, facet, value))}
                  rel="nofollow"
                  aria-current={isOn ? "true" : undefined}
                >
                  <span className="facet-name">{(lang.locale === "en" && nameEn) || name || value}</span>
                  <span className="facet-count">{formatNumber(count)}</span>
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

interface FacetValuesProps {
  facet: PickKey;
  values: { value: string; count: number }[];
  picked: string[];
  state: SearchState;
  codes: CodeLookup;
  url: ListUrl;
}

function FacetValues({ facet, values, picked, state, codes, url }: FacetValuesProps) {
  return (
    <ul>
      {values.map(({ value, count }) => {
        const isOn = picked.includes(value);
        return (
          <li key={value}>
            <a
              href={listHref(url, togglePick(state, facet, value))}
              rel="nofollow"
              aria-current={isOn ? "true" : undefined}
            >
              <span className="facet-name">{valueName(url.lang, codes, facet, value)}</span>
              <span className="facet-count">{formatNumber(count)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

interface PickedNames {
  /** Names of posters by id: they stand in the hits, not in a code list. */
  posterNames: ReadonlyMap<string, string>;
}

/** What is switched on, each with a way off. */
export function Picked({ state, codes, posterNames, ...url }: Omit<FacetsProps, "counts"> & PickedNames) {
  const { lang } = url;
  const chips: { key: string; label: string; href: string }[] = [];
  for (const [key, values] of Object.entries(state.picks) as [PickKey, string[]][])
    for (const value of values)
      chips.push({
        key: `${key} ${value}`,
        label: `${lang.t(`public.facet.${key as "industry"}`)}${lang.t("public.colon")}${posterNames.get(value) ?? valueName(lang, codes, key, value)}`,
        href: listHref(url, togglePick(state, key, value)),
      });
  const { money, publishedAt, deadline } = state;
  if (money) {
    const label = formatMoneyRange(lang.locale, { kind: "range", min: money.min ?? null, max: money.max ?? null });
    chips.push({ key: "money", label, href: listHref(url, { ...state, money: undefined, page: 1 }) });
  }
  const ranges = [
    ["publishedAt", publishedAt],
    ["deadline", deadline],
  ] as const;
  for (const [key, range] of ranges)
    if (range)
      chips.push({
        key,
        label: `${lang.t(`public.range.${key}`)}${lang.t("public.colon")}${range.min ?? ""} – ${range.max ?? ""}`,
        href: listHref(url, { ...state, [key]: undefined, page: 1 }),
      });
  if (chips.length === 0) return null;
  const none: SearchState = {
    ...state,
    picks: {},
    money: undefined,
    publishedAt: undefined,
    deadline: undefined,
    page: 1,
  };
  return (
    <ul className="picked" aria-label={lang.t("public.picked")}>
      {chips.map((chip) => (
        <li key={chip.key}>
          <a href={chip.href} rel="nofollow">
            {chip.label}
            <CloseIcon size={12} />
            <span className="hidden">{lang.t("public.remove_filter")}</span>
          </a>
        </li>
      ))}
      <li>
        <a className="picked-all" href={listHref(url, none)} rel="nofollow">
          {lang.t("public.remove_all")}
        </a>
      </li>
    </ul>
  );
}
