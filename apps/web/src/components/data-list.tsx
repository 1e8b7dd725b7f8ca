import { useNavigate, useSearch } from "@tanstack/react-router";
import { Checkbox, Pagination, Table } from "antd";
import { type ReactNode, useId } from "react";
import { useT } from "../app/locale.tsx";
import { useIsNarrow } from "../app/use-media.ts";
import { EmptyFace } from "./faces.tsx";

export interface DataColumn<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  width?: number | string;
  align?: "left" | "right" | "center";
  /** Left out of the cards on a phone. */
  wideOnly?: boolean;
}

export interface DataListProps<Row> {
  /** What is listed, for screen readers. */
  label: string;
  rows: Row[];
  total: number;
  pageSize?: number;
  rowKey: (row: Row) => string;
  /** The first column is the row's name: it holds the link, and heads the card on a phone. */
  columns: DataColumn<Row>[];
  empty?: ReactNode;
  selection?: { keys: string[]; onChange: (keys: string[]) => void };
  /** True while older rows are shown and newer ones are on their way. */
  isStale?: boolean;
}

export const PAGE_SIZE = 20;

/** `limit` and `offset` for a list procedure, from the page in the URL. */
export function pageInput(page: number | undefined, pageSize = PAGE_SIZE) {
  return { limit: pageSize, offset: ((page ?? 1) - 1) * pageSize };
}

/** Rows of one noun with paging in the URL (`?page=`): a table where there is room, cards on a phone. */
export function DataList<Row extends object>(props: DataListProps<Row>) {
  const { rows, total, columns, rowKey, pageSize = PAGE_SIZE } = props;
  const t = useT();
  const narrow = useIsNarrow();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { page?: number };
  const labelId = useId();
  const page = search.page ?? 1;
  const [first, ...rest] = columns;
  const nameId = (row: Row) => `${labelId}${rowKey(row)}`;
  if (total === 0 || !first) return <>{props.empty ?? <EmptyFace />}</>;
  return (
    <div className={props.isStale ? "data-list is-stale" : "data-list"} aria-busy={props.isStale}>
      <span id={labelId} className="sr-only">
        {props.label}
      </span>
      {narrow ? (
        <ul className="card-list" aria-labelledby={labelId}>
          {props.selection && (
            <li className="card-choose-all">
              <ChooseAll keys={rows.map(rowKey)} selection={props.selection} />
            </li>
          )}
          {rows.map((row) => (
            <li key={rowKey(row)}>
              <div className="card-title">
                {props.selection && <Choose id={rowKey(row)} names={nameId(row)} selection={props.selection} />}
                <div id={nameId(row)}>{first.render(row)}</div>
              </div>
              <dl className="facts">
                {rest
                  .filter((column) => !column.wideOnly)
                  .map((column) => ({ column, value: column.render(row) }))
                  .filter(({ value }) => value !== null && value !== "" && value !== undefined)
                  .map(({ column, value }) => (
                    <div key={column.key} style={{ display: "contents" }}>
                      <dt>{column.title}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          ))}
        </ul>
      ) : (
        <Table<Row>
          size="middle"
          aria-labelledby={labelId}
          dataSource={rows}
          rowKey={rowKey}
          pagination={false}
          tableLayout="auto"
          rowSelection={
            props.selection && {
              selectedRowKeys: props.selection.keys,
              onChange: (keys) => props.selection?.onChange(keys.map(String)),
              preserveSelectedRowKeys: true,
              getCheckboxProps: (row: Row) => ({ "aria-labelledby": nameId(row) }) as object,
            }
          }
          columns={columns.map((column) => ({
            key: column.key,
            title: column.title,
            width: column.width,
            align: column.align,
            render: (_: unknown, row: Row) =>
              column === first && props.selection ? (
                <div id={nameId(row)}>{column.render(row)}</div>
              ) : (
                column.render(row)
              ),
          }))}
        />
      )}
      <div className="data-list-foot">
        <span>{t("web.total", { total })}</span>
        {total > pageSize && (
          <Pagination
            current={page}
            pageSize={pageSize}
            total={total}
            showSizeChanger={false}
            size={narrow ? "small" : undefined}
            onChange={(next) =>
              void navigate({
                to: ".",
                search: ((previous: object) => ({ ...previous, page: next === 1 ? undefined : next })) as never,
              })
            }
          />
        )}
      </div>
    </div>
  );
}

type Selection = NonNullable<DataListProps<object>["selection"]>;

/** The box of a card; what it is for stands beside it as the card's name. */
function Choose({ id, names, selection }: { id: string; names: string; selection: Selection }) {
  const { keys, onChange } = selection;
  return (
    <Checkbox
      className="card-choose"
      aria-labelledby={names}
      checked={keys.includes(id)}
      onChange={({ target }) => onChange(target.checked ? [...keys, id] : keys.filter((key) => key !== id))}
    />
  );
}

/** All of this page at once; what was chosen on other pages stays chosen. */
function ChooseAll({ keys, selection }: { keys: string[]; selection: Selection }) {
  const t = useT();
  const here = keys.filter((key) => selection.keys.includes(key));
  const others = selection.keys.filter((key) => !keys.includes(key));
  return (
    <Checkbox
      className="card-choose"
      checked={here.length === keys.length}
      indeterminate={here.length > 0 && here.length < keys.length}
      onChange={({ target }) => selection.onChange(target.checked ? [...others, ...keys] : others)}
    >
      {t("web.list.choose_page")}
    </Checkbox>
  );
}
