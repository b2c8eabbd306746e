using System.Text;

namespace RaceModel.Checks.Catalogues;

/// <summary>Reads the files that a user names.</summary>
internal static class InputFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What the file is meant to be, for the error.</param>
    /// <exception cref="InputException">There is no such file, or it is not readable text.</exception>
    public static string ReadText(string path, string expected)
    {
        if (path is "") throw new InputException("''", $"is no file name; expected {expected}");
        if (Directory.Exists(path)) throw new InputException(path, $"is a directory; expected {expected}");
        if (!File.Exists(path)) throw new InputException(path, $"no such file; expected {expected}");
        try
        {
            return File.ReadAllText(path, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(path, $"is not UTF-8 text; expected {expected}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read ({e.Message.TrimEnd('.')}); expected {expected}");
        }
    }
}
