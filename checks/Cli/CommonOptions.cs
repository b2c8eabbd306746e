using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Cli;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}

/// <summary>Options that several commands share, and how their words become values.</summary>
internal static class CommonOptions
{
    public static Option<string[]> CatalogueFiles() => new("--catalogue")
    {
        Description = "A catalogue file of your own; its entries are named like the shipped ones. May be given several times.",
        HelpName = "FILE",
    };

    public static Option<ReportFormat?> Format() => Word<ReportFormat>("--format", "How the report is written. Default: text.");

    public static Option<TraceFormat?> TraceFormat() => Word<TraceFormat>(
        "--format", "How the report is written; mail is plain text of 72 columns, mermaid a sequence diagram, dot a drawing of all states. Default: text.");

    public static Option<string?> Output() => new("--output")
    {
        Description = "Saves the schedule of each violation in this folder, one JSON file each, for 'replay'.",
        HelpName = "DIR",
    };

    /// <summary>An option whose value is a member of an enumeration, by its word.</summary>
    public static Option<TEnum?> Word<TEnum>(string name, string description) where TEnum : struct, Enum
    {
        var option = new Option<TEnum?>(name)
        {
            Description = description,
            HelpName = string.Join('|', Words.All<TEnum>()),
            CustomParser = result => ParseWord<TEnum>(result, name),
        };
        option.CompletionSources.Add([.. Words.All<TEnum>()]);
        return option;
    }

    /// <summary>An option that is a number within bounds.</summary>
    public static Option<int?> Number(string name, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = $"{least}-{most}",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (int.TryParse(word, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most) return value;
            result.AddError($"{name}: '{word}' is not a number from {least} to {most}");
            return null;
        },
    };

    public static Option<Property[]> Properties() => new("--property")
    {
        Description = "Judges only these properties, by name or by the two letters of the table.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => ParseProperty(result, token.Value))],
    };

    /// <summary>The catalogue with the user's files added.</summary>
    /// <exception cref="InputException">A file cannot be read or is wrong.</exception>
    public static Catalogue Load(this ParseResult parse, Option<string[]> option) =>
        (parse.GetValue(option) ?? []).Aggregate(Catalogue.Shipped, (catalogue, file) => catalogue.ReadFile(file));

    /// <summary>The properties asked for; all if none are named.</summary>
    public static PropertySet PropertiesOf(this ParseResult parse, Option<Property[]> option) =>
        parse.GetValue(option) is { Length: > 0 } named ? PropertySet.Of(named) : PropertySet.All;

    private static TEnum ParseWord<TEnum>(ArgumentResult result, string name) where TEnum : struct, Enum
    {
        string word = result.Tokens[0].Value;
        if (!Words.TryParse(word, out TEnum value)) result.AddError($"{name}: {NearestName.Unknown("value", word, [.. Words.All<TEnum>()])}");
        return value;
    }

    private static Property ParseProperty(ArgumentResult result, string word)
    {
        foreach (Property property in Enum.GetValues<Property>())
        {
            if (word == Words.Of(property) || word == property.Abbreviation()) return property;
        }

        result.AddError($"--property: {NearestName.Unknown("property", word, [.. Words.All<Property>()])}");
        return default;
    }
}
