import pg from 'pg'

/** The database on one readable page: tables with columns, keys, rules, and who is let in; made from the catalog itself. */
export async function describeSchema(target: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(target)
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string; kind: string }>(
      `select c.relname as name, coalesce(k.kind, 'operational') as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
       left join sec.table_kind k on k.name = c.relname where n.nspname = 'public' and c.relkind = 'r' order by c.relname`,
    )
    const parts = [
      '-- The whole database, written from a freshly migrated one by `npm run schema`. A test keeps it true.',
      '',
    ]
    for (const { name, kind } of tables) parts.push(await describeTable(client, name, kind))
    parts.push(await describeViews(client), await describeFunctions(client))
    return `${parts.join('\n').trimEnd()}\n`
  } finally {
    await client.end()
  }
}

async function list(client: pg.Client, sql: string, name: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(sql, [name])
  return rows.map(({ line }) => line)
}

async function describeTable(client: pg.Client, name: string, kind: string): Promise<string> {
  const columns = await list(
    client,
    `select '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    name,
  )
  const keys = await list(
    client,
    `select '  ' || pg_get_constraintdef(oid) as line from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u', 'f', 'c') order by contype desc, conname`,
    name,
  )
  const indexes = await list(
    client,
    `select pg_get_indexdef(indexrelid) || ';' as line from pg_index where indrelid = $1::regclass and indexrelid not in (select conindid from pg_constraint) order by 1`,
    name,
  )
  const policies = await list(
    client,
    `select '--   policy ' || policyname || ' for ' || lower(cmd) || ' to ' || array_to_string(roles, ', ') || coalesce(': ' || regexp_replace(qual, '\\s+', ' ', 'g'), '') as line
     from pg_policies where tablename = $1 and schemaname = 'public' and policyname <> 'owner_all' order by policyname`,
    name,
  )
  const triggers = await list(
    client,
    `select '--   trigger ' || tgname as line from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by tgname`,
    name,
  )
  return [
    `-- ${kind}`,
    ...policies,
    ...triggers,
    `create table ${name} (`,
    [...columns, ...keys].join(',\n'),
    ');',
    ...indexes.map((line) => line.replace('public.', '')),
    '',
  ].join('\n')
}

async function describeViews(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(a.attname, ', ' order by a.attnum) as columns from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where n.nspname = 'public' and c.relkind = 'v' group by c.relname order by c.relname`,
  )
  return ['-- Doors for everybody', ...rows.map(({ name, columns }) => `-- view ${name} (${columns})`), ''].join('\n')
}

async function describeFunctions(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `select '-- sec.' || proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' || case when prosecdef then ' as owner' else '' end as line
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'sec' order by 1`,
  )
  return ['-- Functions', ...rows.map(({ line }) => line)].join('\n')
}
