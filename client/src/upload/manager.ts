export async function resumeUploads(): Promise<void> {}
