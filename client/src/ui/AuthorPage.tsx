export default function AuthorPage(_: Record<string, unknown>) { return <div class="page">Author</div>; }
