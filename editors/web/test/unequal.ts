// Recordings that cannot be compared, by test, with the reason.

export const UNEQUAL: Record<string, string> = {
  'workspace-progress_is_shown_and_what_is_cancelled_counts_as_not_read':
    'it cancels the reading of a folder while that is under way: whether it comes in time is a matter of threads',
};
