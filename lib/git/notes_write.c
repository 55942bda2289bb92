#include "git/notes_write.h"

#include "git/libgit2.h"

/* What the note holds, ready for more to follow. 0, or -1 if it cannot be read. */
static int read_old(struct buffer *out, struct repository *repository, const char *reference,
                    const git_oid *commit, struct error *error)
{
    git_note *note = NULL;
    int code = git_note_read(&note, repository->git, reference, commit);

    if (code == GIT_ENOTFOUND)
        return 0;
    if (code != 0)
        return libgit2_failed(error, "cannot read the note that is there");
    buffer_add_c(out, git_note_message(note));
    git_note_free(note);
    if (out->len && out->data[out->len - 1] != '\n')
        buffer_add_char(out, '\n');
    if (out->len)
        buffer_add_char(out, '\n');
    return 0;
}

static int write_note(struct repository *repository, const char *reference, const git_oid *commit,
                      const char *text, const struct notes_writer *writer, struct error *error)
{
    git_signature *signature = NULL;
    git_oid id;
    int code = git_signature_new(&signature, writer->name, writer->email, writer->time, 0);

    if (code == 0)
        code =
            git_note_create(&id, repository->git, reference, signature, signature, commit, text, 1);
    git_signature_free(signature);
    return code == 0 ? 0 : libgit2_failed(error, "cannot write the note");
}

int notes_append(struct repository *repository, const char *reference,
                 const struct object_id *commit, struct str text, const struct notes_writer *writer,
                 struct error *error)
{
    git_oid id = libgit2_id(commit);
    struct buffer whole = {0};
    int status = read_old(&whole, repository, reference, &id, error);

    buffer_add(&whole, text);
    buffer_add_char(&whole, '\0');
    if (status == 0)
        status = write_note(repository, reference, &id, whole.data, writer, error);
    buffer_release(&whole);
    return status;
}
