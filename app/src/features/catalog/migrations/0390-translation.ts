/**
 * The words of a version in other languages, and what readers of each language search: their own words and those of the
 * entry. An entry that is not translated has the same row in every language.
 */
export const translation = {
  name: '0390-translation',
  sql: `
create table achievement_translation (
  achievement_version_id uuid not null references achievement_version,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  title text not null,
  summary text not null,
  competency text not null,
  primary key (achievement_version_id, language)
);
select sec.global_table('achievement_translation');

alter table achievement_search add column language text not null default 'en' check (language ~ '^[a-z]{2,3}$');
alter table achievement_search drop constraint achievement_search_pkey;
alter table achievement_search add primary key (achievement_id, language);

alter table search_word add column language text not null default 'en' check (language ~ '^[a-z]{2,3}$');
alter table search_word drop constraint search_word_pkey;
alter table search_word add primary key (word, language);

-- What is searched is plain text without accents; the Spanish stemmer knows "evaluación" only with its own.
create function catalog_spelled(language text, line text) returns text immutable parallel safe language sql as $$
  select case language when 'es' then regexp_replace(line, 'ion\\M', 'ión', 'g') else line end $$;
create function catalog_vector(language text, line text) returns tsvector immutable parallel safe language sql as $$
  select case language when 'es' then to_tsvector('spanish'::regconfig, public.catalog_spelled(language, line))
    else to_tsvector('public.catalog_words'::regconfig, line) end $$;
create function catalog_query(language text, query text) returns tsquery immutable parallel safe language sql as $$
  select case language when 'es' then to_tsquery('spanish'::regconfig, public.catalog_spelled(language, query))
    else to_tsquery('public.catalog_words'::regconfig, query) end $$;
create function catalog_stem(language text, word text) returns text immutable parallel safe language sql as $$
  select coalesce(case language when 'es' then (ts_lexize('spanish_stem', public.catalog_spelled(language, word)))[1]
    else (ts_lexize('english_stem', word))[1] end, word) $$;

-- What an organization publishes is found in every language, in the words it has.
create or replace function sec.shelve(entry uuid, found jsonb, shown jsonb) returns void language sql set search_path = public as $$
  delete from achievement_search where achievement_id = entry;
  insert into achievement_search (achievement_id, language, text, card, words)
  select entry, spoken, found, shown,
    setweight(catalog_vector(spoken, (found ->> 'code') || (found ->> 'title')), 'A') ||
    setweight(catalog_vector(spoken, (found ->> 'competency') || (found ->> 'keyMethod')), 'B') ||
    setweight(catalog_vector(spoken, found ->> 'components'), 'C') ||
    setweight(catalog_vector(spoken, found ->> 'rest'), 'D')
  from unnest(array['en', 'es']) spoken;
  insert into search_word (word, language, stem)
  select distinct word, spoken, catalog_stem(spoken, word)
  from unnest(array['en', 'es']) spoken, jsonb_each_text(found) line, regexp_split_to_table(trim(line.value), ' ') word
  where word <> '' and char_length(word) <= 60
  on conflict do nothing;
$$;
`,
}
