export default function UploadPage(_: Record<string, unknown>) { return <div class="page">Upload</div>; }
