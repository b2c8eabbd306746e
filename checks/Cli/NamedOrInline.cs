using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Cli;

/// <summary>
/// Reads what the command line says of a protocol or a guest: the name of a catalogue entry, or the thing itself written inline.
/// </summary>
internal static class NamedOrInline
{
    public static DriverCall FindEnable(this Catalogue catalogue, string text, string option) => IsCall(text)
        ? Parse(text, option, ProtocolText.ParseCall)
        : catalogue.Enable.Find(text, option);

    public static DriverCall FindQuery(this Catalogue catalogue, string text, string option) => IsCall(text)
        ? Parse(text, option, ProtocolText.ParseCall)
        : catalogue.Query.Find(text, option);

    public static UnmapProtocol FindUnmap(this Catalogue catalogue, string text, string option) => IsCall(text)
        ? Parse(text, option, ProtocolText.ParseUnmap)
        : catalogue.Unmap.Find(text, option);

    public static GuestProgram FindGuest(this Catalogue catalogue, string text, string option) => text.Contains(' ', StringComparison.Ordinal)
        ? Parse(text, option, GuestText.Parse)
        : catalogue.Guests.Find(text, option);

    private static bool IsCall(string text) => text.TrimStart().StartsWith('[');

    private static T Parse<T>(string text, string option, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (ModelSyntaxException exception)
        {
            string caret = new string(' ', exception.Column - 1) + '^';
            throw new InputException($"{option}:{exception.Column}", $"{exception.Message}\n  {text}\n  {caret}");
        }
    }
}
