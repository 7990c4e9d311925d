// Recordings that cannot be compared, by test, with the reason.

export const UNEQUAL: Record<string, string> = {
  'workspace-progress_is_shown_and_what_is_cancelled_counts_as_not_read':
    'it cancels the reading of a folder while that is under way: whether it comes in time is a matter of threads',
  'workspace-what_cannot_be_read_is_told_of_and_the_rest_goes_on':
    'its folder has a file of 200 MB and a link, which are not recorded',
};
