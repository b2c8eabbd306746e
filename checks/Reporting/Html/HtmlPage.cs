using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace RaceModel.Checks.Reporting.Html;

/// <summary>
/// Puts a page together from the embedded HTML, CSS and JavaScript. The page needs nothing else, and its Content-Security-Policy
/// lets nothing else run or load.
/// </summary>
internal static class HtmlPage
{
    /// <param name="name">The page's own files: <c>name.html</c>, <c>name.css</c>.</param>
    /// <param name="scripts">The scripts, in the order in which they run.</param>
    /// <param name="connect">Where the page may send requests: a source list of the policy.</param>
    /// <param name="data">What the scripts find in the element <c>data</c>, compressed.</param>
    public static string Write(string name, IEnumerable<string> scripts, string connect, string data)
    {
        string style = Read("page.css") + Read($"{name}.css"), script = string.Concat(scripts.Select(Read));
        string policy = $"default-src 'none'; style-src {HashOf(style)}; script-src {HashOf(script)}; img-src data:; "
            + $"connect-src {connect}; base-uri 'none'; form-action 'none'";
        return Read($"{name}.html")
            .Replace("{{policy}}", policy, StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{data}}", Compress(data), StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal);
    }

    private static string Compress(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(packed.ToArray());
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string file)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream($"Html/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
