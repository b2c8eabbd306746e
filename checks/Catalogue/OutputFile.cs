namespace RaceModel.Checks.Catalogues;

/// <summary>Writes the files that a user asks for, so that whoever reads one finds all of the old text or all of the new one.</summary>
internal static class OutputFile
{
    /// <exception cref="InputException">The folder cannot be made.</exception>
    public static void MakeFolder(string path) => Guard(path, () => Directory.CreateDirectory(path));

    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, string text) => Guard(path, () =>
    {
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    });

    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Append(string path, string text) => Guard(path, () => File.AppendAllText(path, text));

    /// <summary>Deletes a file, if it is there.</summary>
    /// <exception cref="InputException">The file cannot be deleted.</exception>
    public static void Delete(string path) => Guard(path, () => File.Delete(path));

    /// <summary>A name in which only letters that any file system takes are left of a text.</summary>
    public static string NameOf(string text) =>
        new([.. text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')]);

    private static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be written ({exception.Message.TrimEnd('.')})");
        }
    }
}
