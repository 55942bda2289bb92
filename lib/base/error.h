/*
 * The one channel for our own failures: a file that cannot be opened, a wrong
 * option, a broken configuration. Faults of the documents that we check are no
 * errors; they are diagnostics (value/diagnostic.h).
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/* The values are the exit statuses of the program. */
enum error_code {
    ERROR_NONE = 0,
    ERROR_USAGE = 2,  /* wrong option or configuration */
    ERROR_FAILURE = 3 /* the work could not be done */
};

struct error {
    enum error_code code;
    char message[1024]; /* fit to be seen: one or more sentences, no newline at the end */
};

/*
 * Set code and message; returns -1, so that "return error_set(...)" reads well. What the
 * arguments quote of a repository, a library or the command line is made visible
 * (base/visible.h), so that FORMAT alone can break a line. A message that is too long ends in
 * "...". Arguments may point into *ERROR.
 */
int error_set(struct error *error, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
