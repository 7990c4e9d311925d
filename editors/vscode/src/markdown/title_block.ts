/** Front matter, which the preview shows as a table, as a heading and a line: `# Title`, `*Author · Date*`. */
export function withTitle(markdown: string): string {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(markdown);
  if (match?.[1] === undefined) {
    return markdown;
  }
  const fields = new Map(match[1].split('\n').map((line) => field(line)));
  const [title, subtitle] = [fields.get('title') ?? '', fields.get('subtitle') ?? ''];
  const about = ['author', 'institution', 'date'].map((name) => fields.get(name) ?? '').filter((value) => value !== '');
  const heading = [subtitle, title].filter((part) => part !== '').map((part, index, all) => `${index === all.length - 1 ? '# ' : ''}${part}`);
  const lines = [...heading, about.length > 0 ? `*${about.join(' · ')}*` : ''];
  return `${lines.join('\n\n')}\n${markdown.slice(match[0].length)}`;
}

/** A line of the front matter that the server writes: a word, or a text in double quotes. */
function field(line: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
  return [name, value.startsWith('"') ? (JSON.parse(value) as string) : value];
}
